// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of Windows Server on the Front End.
///
/// The article has an opening section for 2008 and one for 2012; that for 2016 is ours.
public enum WindowsServer: String, Hashable, Sendable, CaseIterable {
  /// Windows Server 2008 and 2008 R2.
  case windowsServer2008 = "2008"
  /// Windows Server 2012; in sessions of the first three revisions also 2012 R2.
  case windowsServer2012 = "2012"
  case windowsServer2012R2 = "2012R2"
  case windowsServer2016 = "2016"
  case windowsServer2019 = "2019"
}

extension WindowsServer {
  /// The steps that open the two tools.
  public var opening: [Step] {
    switch self {
    case .windowsServer2008: OpeningSection.of2008
    case .windowsServer2012, .windowsServer2012R2: OpeningSection.of2012
    case .windowsServer2016, .windowsServer2019: OpeningSection.of2016
    }
  }

  /// The checks that only this version may need; which product needs them is data of `Product`.
  public var ownChecks: [Step] {
    switch self {
    case .windowsServer2012R2: [Checks.sessionTickets]
    case .windowsServer2008, .windowsServer2012, .windowsServer2016, .windowsServer2019: []
    }
  }

  /// The version whose texts describe this one: what they say of it is the same.
  public var describedAs: WindowsServer {
    switch self {
    case .windowsServer2008, .windowsServer2012, .windowsServer2012R2, .windowsServer2016: self
    case .windowsServer2019: .windowsServer2016
    }
  }

  /// Whether PowerShell tests a port. Before that, telnet does, where somebody added it.
  ///
  /// Source: Test-NetConnection, which came with Windows 8.1 and Server 2012 R2.
  public var hasTestNetConnection: Bool {
    switch self {
    case .windowsServer2008, .windowsServer2012: false
    case .windowsServer2012R2, .windowsServer2016, .windowsServer2019: true
    }
  }
}
