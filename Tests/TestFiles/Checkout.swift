// SPDX-License-Identifier: GPL-3.0-or-later

/// The checkout that the tests belong to.
public enum Checkout {
  public static let path: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()
}
