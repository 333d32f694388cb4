// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What a registry export holds besides the certificates that are read.
struct RegistryTally {
  /// Keys of certificates without a value.
  var emptyKeys: [Remark] = []
  /// What was noticed about the certificates.
  var remarks: [Remark] = []
  var stores: Set<Store> = []
  var parts: Set<StorePart> = []
  var lists = 0
  var disallowed = 0
  var accounts = 0
  /// By the name of the store as it is written.
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

  /// Every tool ends the last line.
  ///
  /// - Parameters:
  ///   - text: the last part of a file.
  ///   - size: of the file, counted as positions of the text are.
  mutating func noteEnd(of text: RegistryText, size: Int, base: Int = 0) {
    if text.end < size || !RegistryText.isLineEnd(text[text.end - text.width]) {
      remarks.append(.missingEnd(offset: base + size))
    }
  }

  /// Adds what a later part of the same file holds.
  mutating func add(_ later: RegistryTally) {
    emptyKeys += later.emptyKeys
    remarks += later.remarks
    stores.formUnion(later.stores)
    parts.formUnion(later.parts)
    lists += later.lists
    disallowed += later.disallowed
    accounts += later.accounts
    otherStores.merge(later.otherStores, uniquingKeysWith: +)
    if strayBlobs == 0 { firstStrayBlob = later.firstStrayBlob }
    strayBlobs += later.strayBlobs
    archived += later.archived
    if otherEncodings == 0 { firstOtherEncoding = later.firstOtherEncoding }
    otherEncodings += later.otherEncodings
  }

  /// In the order of their weight: what is wrong, then what was passed over.
  var all: [Remark] {
    var all = emptyKeys + remarks
    if strayBlobs > 0 { all.append(.strayBlobs(count: strayBlobs, offset: firstStrayBlob)) }
    if disallowed > 0 { all.append(.disallowed(certificates: disallowed)) }
    for (name, count) in otherStores.sorted(by: { $0.key < $1.key }) {
      all.append(.storePassedOver(name: name, certificates: count))
    }
    if accounts > 0 { all.append(.accountPassedOver(certificates: accounts)) }
    return all
      + Remark.aboutElements(
        lists: lists, otherEncodings: otherEncodings, firstOtherEncoding: firstOtherEncoding,
        archived: archived)
  }
}
