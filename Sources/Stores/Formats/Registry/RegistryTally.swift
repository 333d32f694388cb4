// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What a registry export contains besides the certificates that are read.
struct RegistryTally {
  /// Certificate keys without a value.
  var emptyKeys: [Remark] = []
  /// Observations about the certificates.
  var remarks: [Remark] = []
  var stores: Set<Store> = []
  var parts: Set<StorePart> = []
  var lists = 0
  var disallowed = 0
  private var accounts: [AccountStore: Int] = [:]
  /// By the name of the store as written.
  var otherStores: [String: Int] = [:]
  var strayBlobs = 0
  var firstStrayBlob = 0
  var archived = 0
  private var otherEncodings = 0
  private var firstOtherEncoding = 0

  /// - Parameter offset: where in the text the value begins.
  mutating func count(_ elements: SerializedElements, at offset: Int) {
    if elements.otherEncodings > 0, otherEncodings == 0 { firstOtherEncoding = offset }
    otherEncodings += elements.otherEncodings
    lists += elements.lists
  }

  mutating func count(_ account: Account, store: String) {
    accounts[AccountStore(account: account, store: store), default: 0] += 1
  }

  /// Every tool ends the last line with a line end.
  ///
  /// - Parameters:
  ///   - text: the last part of a file.
  ///   - size: the size of the file, in the same units as positions of the text.
  ///   - isCut: whether the last line is not the end of a value.
  mutating func noteEnd(of text: RegistryText, size: Int, base: Int = 0, isCut: Bool = false) {
    if isCut || text.end < size || !RegistryText.isLineEnd(text[text.end - text.width]) {
      remarks.append(.missingEnd(offset: base + size))
    }
  }

  /// Adds the contents of a later part of the same file.
  mutating func add(_ later: RegistryTally) {
    emptyKeys += later.emptyKeys
    remarks += later.remarks
    stores.formUnion(later.stores)
    parts.formUnion(later.parts)
    lists += later.lists
    disallowed += later.disallowed
    accounts.merge(later.accounts, uniquingKeysWith: +)
    otherStores.merge(later.otherStores, uniquingKeysWith: +)
    if strayBlobs == 0 { firstStrayBlob = later.firstStrayBlob }
    strayBlobs += later.strayBlobs
    archived += later.archived
    if otherEncodings == 0 { firstOtherEncoding = later.firstOtherEncoding }
    otherEncodings += later.otherEncodings
  }

  /// By importance: first errors, then what was skipped.
  var all: [Remark] {
    var all = emptyKeys + remarks
    if strayBlobs > 0 { all.append(.strayBlobs(count: strayBlobs, offset: firstStrayBlob)) }
    if disallowed > 0 { all.append(.disallowed(certificates: disallowed)) }
    for (name, count) in otherStores.sorted(by: { $0.key < $1.key }) {
      all.append(.storePassedOver(name: name, certificates: count))
    }
    for (place, count) in accounts.sorted(by: { $0.key < $1.key }) {
      all.append(.account(place.account, store: place.store, certificates: count))
    }
    return all
      + Remark.aboutElements(
        lists: lists, otherEncodings: otherEncodings, firstOtherEncoding: firstOtherEncoding,
        archived: archived)
  }
}

/// A store that is not the computer's.
private struct AccountStore: Hashable, Comparable {
  let account: Account
  /// As written.
  let store: String

  static func < (one: AccountStore, other: AccountStore) -> Bool {
    (one.account.order, one.store) < (other.account.order, other.store)
  }
}

extension Account {
  /// System accounts first, and always in the same order.
  fileprivate var order: String {
    switch self {
    case .localSystem: "1"
    case .localService: "2"
    case .networkService: "3"
    case .service(let name): "4\(name)"
    case .currentUser: "5"
    case .user(let name): "6\(name)"
    }
  }
}
