// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a test relies on is not so.
public struct Unexpected: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
