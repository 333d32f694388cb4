// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What a registry export holds besides the certificates that are read.
struct RegistryTally {
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

  /// In the order of their weight: what is wrong, then what was passed over.
  var all: [Remark] {
    var all = remarks
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
