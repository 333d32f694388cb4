// SPDX-License-Identifier: GPL-3.0-or-later

/// How a computer identifies itself, regardless of the name used to reach it: a pool's name can lead to a
/// different server each time.
///
/// The name distinguishes the members of a pool, and machines cloned with their MachineGuid. The MachineGuid
/// distinguishes a machine from one reinstalled under the same name.
public struct ServerIdentity: Hashable, Sendable {
  /// In upper case, as Windows stores it; `nil` when it could not be read.
  public let computerName: String?
  /// In lower case; `nil` when it could not be read.
  public let machineGUID: String?

  /// Nothing could be read.
  public static let unknown = ServerIdentity(computerName: nil, machineGUID: nil)

  public init(computerName: String?, machineGUID: String?) {
    self.computerName = computerName?.uppercased()
    self.machineGUID = machineGUID?.lowercased()
  }

  public enum Relation: Hashable, Sendable {
    case same
    case another
    /// No contradiction, but information needed for an answer is missing.
    case unknown
  }

  /// Compares with what was known about a computer before.
  ///
  /// The same computer has the same name, and the same MachineGuid if one was known.
  public func relation(to before: ServerIdentity) -> Relation {
    if Self.differ(computerName, before.computerName) || Self.differ(machineGUID, before.machineGUID) {
      return .another
    }
    guard before.computerName != nil, computerName != nil else { return .unknown }
    return before.machineGUID != nil && machineGUID == nil ? .unknown : .same
  }

  private static func differ(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return false }
    return one != other
  }

  /// What is known about a computer after reading its identity again; another computer's identity is ignored.
  public func learning(from later: ServerIdentity) -> ServerIdentity {
    guard later.relation(to: self) != .another else { return self }
    return ServerIdentity(
      computerName: computerName ?? later.computerName, machineGUID: machineGUID ?? later.machineGUID)
  }

  /// Whether a typed host name is this computer's: its first label is the computer's name.
  ///
  /// - Returns: `nil` when unknown: `host` is an address, or the computer's name is not known.
  public func isNamed(_ host: String) -> Bool? {
    guard let computerName, !host.contains(":"), let label = host.split(separator: ".").first,
      !label.allSatisfy(\.isNumber)
    else { return nil }
    return label.uppercased().prefix(Self.longestName) == computerName.prefix(Self.longestName)
  }

  /// Windows truncates computer names to this many characters.
  ///
  /// Source: Microsoft, “Naming conventions in Active Directory for computers, domains, sites, and OUs”.
  private static let longestName = 15
}
