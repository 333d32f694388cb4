// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The files below `Tests/Samples`.
public enum Samples {
  /// The folder of genuine certificates, stores and exports.
  public static let windows = path("windows")

  /// - Parameter name: relative to `Tests/Samples`.
  public static func path(_ name: String) -> String { "\(Checkout.path)/Tests/Samples/\(name)" }

  public static func bytes(_ name: String, in folder: String) throws -> [UInt8] {
    try WholeFile.bytes(path("\(folder)/\(name)"))
  }

  public static func bytes(_ name: String) throws -> [UInt8] { try bytes(name, in: "windows") }

  public static func certificate(_ name: String) throws -> Certificate { try Certificate(der: bytes(name)) }

  /// The names in a folder, sorted.
  public static func names(in folder: String) -> [String] { WholeFile.names(in: path(folder)) }
}
