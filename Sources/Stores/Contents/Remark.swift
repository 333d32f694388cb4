// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Something about a file that the user must know, although its certificates can be used. Offsets are bytes
/// from the start of the file.
public enum Remark: Hashable, Sendable {
  /// The data ends at `offset` without the mark that ends a complete file.
  case missingEnd(offset: Int)
  /// `count` bytes follow the end mark and were not read.
  case bytesAfterEnd(offset: Int, count: Int)
  /// Records that are not marked as X.509 in ASN.1; `offset` is that of the first one.
  case otherEncodings(count: Int, offset: Int)
  /// Revocation lists and trust lists: not certificates, so they were skipped.
  case listsPassedOver(count: Int)
  /// Members of a PKCS#7 message that are not X.509 certificates, such as attribute certificates.
  case othersPassedOver(count: Int)
  /// Certificates that MMC hides.
  case archived(count: Int)
  /// The certificates of a store that the procedure does not check, by the name of its key.
  case storePassedOver(name: String, certificates: Int)
  /// Certificates in “Untrusted Certificates”: Windows rejects every path that contains one of them.
  case disallowed(certificates: Int)
  /// Certificates in the stores of a separate account, by the name of the store's key: they are not the
  /// computer's. Programs running as that account see them in addition to the computer's.
  case account(Account, store: String, certificates: Int)
  /// The registry key at `offset` is not named after the certificate in it; Windows may ignore it.
  case misnamedKey(name: String, thumbprint: Thumbprint, offset: Int)
  /// The registry key at `offset` is a certificate's, but contains none.
  case emptyKey(name: String, offset: Int)
  /// The registry key at `offset` is a certificate's and has no value named Blob, but one whose name looks
  /// like a thumbprint: Windows sees no certificate there.
  case valueNamedByThumbprint(name: String, offset: Int)
  /// The value in the registry key at `offset` is a certificate and nothing else. Windows writes properties
  /// before it, and ignores a value without that frame.
  case bareCertificate(name: String, thumbprint: Thumbprint, offset: Int)
  /// The number of certificates in Group Policy's own file.
  case policyFile(certificates: Int)
  /// A registry hive to which its last changes were not written: they are in files beside it.
  case unfinishedHive
  /// Values named Blob in places where certificates are not stored; `offset` is that of the first one.
  case strayBlobs(count: Int, offset: Int)
  /// The number of certificates that the file only describes: it contains their attributes, but not their
  /// DER.
  case onlyDescribed(count: Int)
  /// The number of certificates for which the file contains the thumbprint and too little else.
  case onlyFound(count: Int)
  /// The block of a certutil listing that begins at `line` gives different SHA-1 hashes in two places:
  /// neither is trusted.
  case hashesDiffer(index: Int, line: Int)
  /// A certutil listing ends at `line` without certutil's own last line.
  case listingWithoutEnd(line: Int)
}
