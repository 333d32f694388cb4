// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Files
import Stores
import Texts

// Remarks about a file whose certificates can still be used.

extension FileWords {
  public func text(_ noticed: CertificateFolder.Noticed) -> String {
    let (key, values) = parts(noticed.remark)
    return wording("remark.\(key)", values.merging(["file": noticed.file]) { $1 })
  }

  private func parts(_ remark: Remark) -> (key: String, values: [String: String]) {
    switch remark {
    case .missingEnd(let offset): ("missingEnd", ["offset": String(offset)])
    case .bytesAfterEnd(let offset, let count):
      ("bytesAfterEnd", ["offset": String(offset), "count": String(count)])
    case .otherEncodings(let count, let offset):
      ("otherEncodings", ["offset": String(offset), "count": String(count)])
    case .listsPassedOver(let count): ("listsPassedOver", ["count": String(count)])
    case .archived(let count): ("archived", ["count": String(count)])
    case .storePassedOver(let name, let count): ("storePassedOver", ["name": name, "count": String(count)])
    case .disallowed(let count): ("disallowed", ["count": String(count)])
    case .account(let account, let store, let count):
      ("account", ["account": text(account), "store": store, "count": String(count)])
    case .othersPassedOver(let count): ("othersPassedOver", ["count": String(count)])
    case .policyFile(let count): ("policyFile", ["count": String(count)])
    case .valueNamedByThumbprint(let name, _): ("valueNamedByThumbprint", ["name": name])
    case .bareCertificate(let name, let thumbprint, _):
      ("bareCertificate", ["name": name, "thumbprint": thumbprint.description])
    case .misnamedKey(let name, let thumbprint, _):
      ("misnamedKey", ["name": name, "thumbprint": thumbprint.description])
    case .unfinishedHive: ("unfinishedHive", [:])
    case .emptyKey(let name, _): ("emptyKey", ["name": name])
    case .strayBlobs(let count, let offset):
      ("strayBlobs", ["offset": String(offset), "count": String(count)])
    case .onlyDescribed(let count): ("onlyDescribed", ["count": String(count)])
    case .onlyFound(let count): ("onlyFound", ["count": String(count)])
    case .hashesDiffer(let index, let line):
      ("hashesDiffer", ["number": String(index), "line": String(line)])
    case .listingWithoutEnd(let line): ("listingWithoutEnd", ["line": String(line)])
    }
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
