// SPDX-License-Identifier: GPL-3.0-or-later

/// What a computer calls itself, whatever name it was reached by: a pool's name can lead to another server each time.
///
/// The name tells the members of a pool and machines that were cloned with their MachineGuid from each other; the
/// MachineGuid tells a machine from one that was installed anew under its name.
public struct ServerIdentity: Hashable, Sendable {
  /// In capitals, as Windows keeps it; `nil` when it could not be read.
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
    /// Nothing contradicts, but something that is needed to tell is not known.
    case unknown
  }

  /// Compares with what was learned of a computer before.
  ///
  /// The same has the same name, and the same MachineGuid where one was learned.
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

  /// What is known of a computer after another look at it; another computer teaches nothing about it.
  public func learning(from later: ServerIdentity) -> ServerIdentity {
    guard later.relation(to: self) != .another else { return self }
    return ServerIdentity(
      computerName: computerName ?? later.computerName, machineGUID: machineGUID ?? later.machineGUID)
  }

  /// Whether a host name, as somebody typed it, is this computer's own: its first part is the computer's name.
  ///
  /// - Returns: `nil` when that cannot be told: an address, or the name is not known.
  public func isNamed(_ host: String) -> Bool? {
    guard let computerName, !host.contains(":"), let label = host.split(separator: ".").first,
      !label.allSatisfy(\.isNumber)
    else { return nil }
    return label.uppercased().prefix(Self.longestName) == computerName.prefix(Self.longestName)
  }

  /// The name of a Windows computer is cut off behind so many characters.
  ///
  /// Source: Microsoft, “Naming conventions in Active Directory for computers, domains, sites, and OUs”.
  private static let longestName = 15
}
