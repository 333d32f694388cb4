// SPDX-License-Identifier: GPL-3.0-or-later

/// The owner of a registry key's certificate stores, if they are not the computer's.
///
/// Source: Microsoft, “Well-known SIDs” and “System Store Locations” (win32 documentation).
public enum Account: Hashable, Sendable {
  /// The user who exported them (HKEY_CURRENT_USER).
  case currentUser
  /// S-1-5-18, which is also `.DEFAULT`.
  case localSystem
  /// S-1-5-19
  case localService
  /// S-1-5-20. The services of Lync Server run as this account.
  case networkService
  /// A service, by its short name (CERT_SYSTEM_STORE_SERVICES).
  case service(String)
  /// Any other key below HKEY_USERS, by its name: the user's security identifier.
  case user(String)

  /// - Parameter name: the name of the key below HKEY_USERS.
  init(hive name: String) {
    switch name.lowercased() {
    case "s-1-5-18", ".default": self = .localSystem
    case "s-1-5-19": self = .localService
    case "s-1-5-20": self = .networkService
    default: self = .user(name)
    }
  }
}
