// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The schemas that are published with the program, held against what it really writes.
public enum PublishedSchema {
  /// A second validator, which knows all of JSON Schema: Debian's python3-jsonschema.
  public static let hasValidator = FileManager.default.fileExists(
    atPath: "/usr/lib/python3/dist-packages/jsonschema")

  /// What is wrong with the output of a command; nothing when it fits.
  ///
  /// - Parameters:
  ///   - name: of the schema, such as `status-1`.
  ///   - isClosed: whether members that the schema does not describe count, so that it cannot lag behind.
  public static func objections(
    to output: String, _ name: String, isClosed: Bool = true
  ) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    let own = try JSONSchema("\(name).schema.json").objections(to: value)
    return try own + (hasValidator ? validated(output, name, isClosed: isClosed) : [])
  }

  private static func validated(_ output: String, _ name: String, isClosed: Bool) throws -> [String] {
    let folder = "\(Checkout.path)/Tests/Schemas"
    let temporary = TemporaryFolder()
    let validator = Process()
    validator.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    validator.arguments =
      ["-I", "\(folder)/validate"] + (isClosed ? ["--closed"] : [])
      + ["\(folder)/\(name).schema.json", try temporary.write(output.utf8, to: "output.json")]
    let pipe = Pipe()
    validator.standardOutput = pipe
    try validator.run()
    let told = pipe.fileHandleForReading.readDataToEndOfFile()
    validator.waitUntilExit()
    guard validator.terminationStatus <= 1 else { throw Unexpected("Tests/Schemas/validate failed") }
    return String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
