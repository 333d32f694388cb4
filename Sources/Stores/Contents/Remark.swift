// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Something about a file that its reader has to know, though its certificates can be used. Offsets are bytes
/// from the start of the file.
public enum Remark: Hashable, Sendable {
  /// The data ends at `offset` without the mark that stands at the end of a whole file.
  case missingEnd(offset: Int)
  /// `count` bytes follow the end mark and were not read.
  case bytesAfterEnd(offset: Int, count: Int)
  /// Records that do not say that they are X.509 in ASN.1; `offset` is the first one's.
  case otherEncodings(count: Int, offset: Int)
  /// Revocation lists and trust lists: not certificates, and passed over.
  case listsPassedOver(count: Int)
  /// Members of a PKCS#7 message that are no X.509 certificates, such as attribute certificates.
  case othersPassedOver(count: Int)
  /// Certificates that MMC hides.
  case archived(count: Int)
  /// The certificates of a store that the procedure does not look at, by the name of its key.
  case storePassedOver(name: String, certificates: Int)
  /// Certificates in “Untrusted Certificates”: Windows refuses every path through one of them.
  case disallowed(certificates: Int)
  /// Certificates in stores of an account of its own, by the name of the store's key: they are not the computer's. What
  /// runs as that account sees them beside those of the computer.
  case account(Account, store: String, certificates: Int)
  /// The registry key at `offset` is not named after the certificate in it; Windows may pass over it.
  case misnamedKey(name: String, thumbprint: Thumbprint, offset: Int)
  /// The registry key at `offset` is a certificate's, and holds none.
  case emptyKey(name: String, offset: Int)
  /// The registry key at `offset` is a certificate's and has no value named Blob, but one that is named like a
  /// thumbprint: Windows sees no certificate there.
  case valueNamedByThumbprint(name: String, offset: Int)
  /// The value in the registry key at `offset` is a certificate and nothing else. Windows writes its properties in
  /// front of it, and passes over a value without that frame.
  case bareCertificate(name: String, thumbprint: Thumbprint, offset: Int)
  /// What Group Policy's own file says; so many certificates.
  case policyFile(certificates: Int)
  /// Values named Blob that do not stand where certificates do; `offset` is the first one's.
  case strayBlobs(count: Int, offset: Int)
  /// So many certificates that the file only describes: it has their attributes and not their DER.
  case onlyDescribed(count: Int)
  /// So many certificates of which the file gives their thumbprint and too little else.
  case onlyFound(count: Int)
  /// In the block of a certutil listing that begins at `line` two places give different SHA-1 hashes: neither is
  /// believed.
  case hashesDiffer(index: Int, line: Int)
  /// A certutil listing ends at `line` without certutil's own last line.
  case listingWithoutEnd(line: Int)
}
