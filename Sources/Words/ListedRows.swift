// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Texts

extension StepWords {
  /// Rows as MMC lists them, with the columns one below the other.
  ///
  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC.
  public func list(_ rows: [ListedEntry], _ offsetMinutes: Int) -> String {
    let windows = WindowsText(wording: wording)
    return rows.enumerated().map { number, row in
      let expiry = windows.validTo(row.certificate, offsetMinutes: offsetMinutes)
      return """
        \(number + 1). \(wording("label.issuedTo")): \(row.certificate.issuedTo)
           \(wording("label.issuedBy")): \(row.certificate.issuedBy)
           \(wording("label.expirationDate")): \(expiry ?? wording("unknown"))
        """
    }.joined(separator: "\n")
  }
}
