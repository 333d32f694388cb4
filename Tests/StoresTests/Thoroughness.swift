// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How much a test tries that could try more than anybody waits for.
enum Thoroughness {
  /// Everything: set by `Scripts/torture`.
  static let isAll = ProcessInfo.processInfo.environment["LYNC_PIN_WIZARD_TRY_ALL"] != nil
}
