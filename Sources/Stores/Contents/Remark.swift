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
  /// Certificates that MMC hides.
  case archived(count: Int)
  /// The certificates of a store that the procedure does not look at, by the name of its key.
  case storePassedOver(name: String, certificates: Int)
  /// Certificates in “Untrusted Certificates”: Windows refuses every path through one of them.
  case disallowed(certificates: Int)
  /// Certificates of a user's or a service's stores: the procedure is about the computer's.
  case accountPassedOver(certificates: Int)
  /// The registry key at `offset` is not named after the certificate in it; Windows may pass over it.
  case misnamedKey(name: String, thumbprint: Thumbprint, offset: Int)
  /// The registry key at `offset` is a certificate's, and holds none.
  case emptyKey(name: String, offset: Int)
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
