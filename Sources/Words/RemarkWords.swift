// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Stores
import Texts

// Remarks about a file whose certificates can still be used.

extension FileWords {
  public func text(_ noticed: CertificateFolder.Noticed) -> String {
    var values = ["file": noticed.file]
    let key: String
    switch noticed.remark {
    case .missingEnd(let offset):
      key = "missingEnd"
      values["offset"] = String(offset)
    case .bytesAfterEnd(let offset, let count):
      key = "bytesAfterEnd"
      values["offset"] = String(offset)
      values["count"] = String(count)
    case .otherEncodings(let count, let offset):
      key = "otherEncodings"
      values["offset"] = String(offset)
      values["count"] = String(count)
    case .listsPassedOver(let count):
      key = "listsPassedOver"
      values["count"] = String(count)
    case .archived(let count):
      key = "archived"
      values["count"] = String(count)
    case .storePassedOver(let name, let count):
      key = "storePassedOver"
      values["name"] = name
      values["count"] = String(count)
    case .disallowed(let count):
      key = "disallowed"
      values["count"] = String(count)
    case .account(let account, let store, let count):
      key = "account"
      values["account"] = text(account)
      values["store"] = store
      values["count"] = String(count)
    case .othersPassedOver(let count):
      key = "othersPassedOver"
      values["count"] = String(count)
    case .policyFile(let count):
      key = "policyFile"
      values["count"] = String(count)
    case .valueNamedByThumbprint(let name, _):
      key = "valueNamedByThumbprint"
      values["name"] = name
    case .bareCertificate(let name, let thumbprint, _):
      key = "bareCertificate"
      values["name"] = name
      values["thumbprint"] = thumbprint.description
    case .misnamedKey(let name, let thumbprint, _):
      key = "misnamedKey"
      values["name"] = name
      values["thumbprint"] = thumbprint.description
    case .emptyKey(let name, _):
      key = "emptyKey"
      values["name"] = name
    case .strayBlobs(let count, let offset):
      key = "strayBlobs"
      values["offset"] = String(offset)
      values["count"] = String(count)
    case .onlyDescribed(let count):
      key = "onlyDescribed"
      values["count"] = String(count)
    case .onlyFound(let count):
      key = "onlyFound"
      values["count"] = String(count)
    case .hashesDiffer(let index, let line):
      key = "hashesDiffer"
      values["number"] = String(index)
      values["line"] = String(line)
    case .listingWithoutEnd(let line):
      key = "listingWithoutEnd"
      values["line"] = String(line)
    }
    return wording("remark.\(key)", values)
  }

  private func text(_ account: Account) -> String {
    switch account {
    case .currentUser: wording("account.currentUser")
    case .localSystem: wording("account.localSystem")
    case .localService: wording("account.localService")
    case .networkService: wording("account.networkService")
    case .service(let name), .user(let name): name
    }
  }
}
