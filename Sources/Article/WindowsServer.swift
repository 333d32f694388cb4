// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of Windows Server on the Front End, which selects one of the article's two opening sections.
public enum WindowsServer: String, Hashable, Sendable, CaseIterable {
  /// Windows Server 2008 and 2008 R2.
  case windowsServer2008 = "2008"
  /// Windows Server 2012; in sessions of the first three revisions also 2012 R2.
  case windowsServer2012 = "2012"
  case windowsServer2012R2 = "2012R2"
}
