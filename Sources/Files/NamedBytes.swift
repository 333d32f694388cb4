// SPDX-License-Identifier: GPL-3.0-or-later

/// The content of a file, with its name.
public struct NamedBytes: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
