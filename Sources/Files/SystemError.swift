// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The system's message for an error number.
public enum SystemError {
  public static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
