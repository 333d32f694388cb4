// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Why a file does not contain certificates. Offsets are bytes from the start of the file; in UTF-16 text,
/// they count the octets of the same text in UTF-8, without the byte order mark.
public enum FormatError: Error, Hashable, Sendable {
  /// The file has no bytes.
  case empty
  /// Every byte of the file is zero: the remainder of a write that never reached the disk.
  case onlyZeros(count: Int)
  /// A private key, alone or with certificates. The whole file is refused: the key must not be processed
  /// further.
  case privateKey(offset: Int)
  /// PKCS#12 (`.pfx`, `.p12`): a format for private keys.
  case pkcs12(offset: Int)
  case certificateRequest(offset: Int)
  case revocationList(offset: Int)
  /// A PKCS#7 message with a signer or with signed content (`.p7m`, `.p7s`): its certificates are the
  /// signer's, and did not come from a store.
  case signedMessage(offset: Int)
  /// The same with a trust list or a Windows catalog as content (`.stl`, `.cat`).
  case trustList(offset: Int)
  /// A PKCS#7 message that is not signed data, such as enveloped data.
  case otherMessage(offset: Int)
  /// A Windows event log (`.evtx`).
  case eventLog
  /// UTF-16 text without a Base64 block.
  case utf16Text
  case notACertificate
  /// What `reg query` prints of keys of certificate stores, without a value: a store without certificates, or
  /// only its keys.
  case registryKeys
  /// The data ends at `offset` (in Base64: where the block begins); `expected` is the size in bytes that its
  /// first element claims, if known.
  case truncated(offset: Int, expected: Int?)
  /// The block that begins at `offset` has no matching last line.
  case unfinishedBlock(offset: Int, label: String)
  /// The character at `offset` is not valid Base64, or not valid there.
  case badBase64(offset: Int)
  /// The certificate that begins at `offset` (in Base64: whose block begins there) is invalid. Offsets in
  /// `reason` count from the start of its DER.
  case badCertificate(offset: Int, reason: DERError)
  /// The PKCS#7 structure is damaged at `offset`; in Base64: in the block that begins there.
  case badMessage(offset: Int)
  /// The record at `offset` of a serialized store claims `length` bytes of content, more than follow; in a
  /// registry export: a record in the value that begins there.
  case recordPastEnd(offset: Int, length: Int)
  /// The data at `offset` of a serialized store is not a record; in a registry export: in the value that
  /// begins there.
  case badRecord(offset: Int)
  /// A line of a registry export that is unreadable from `offset` on.
  case badRegistryLine(offset: Int, line: Int)
  /// The data at `offset` of a `registry.pol` is not what an instruction requires there.
  case badInstruction(offset: Int)
  /// A file of a known type that holds no certificates, or that only another program can open.
  case otherFile(OtherFile)
  /// The data at `offset` of an archive is not the header of a member.
  case badMember(offset: Int)
}

extension FormatError {
  /// Why the octets of an entry are not a certificate.
  ///
  /// - Parameters:
  ///   - octets: the data where a certificate is expected.
  ///   - damage: what makes it an invalid certificate.
  ///   - offset: the offset of the entry in its file.
  /// - Throws: the refusal of the whole file for a private key instead of a certificate.
  static func reason(
    _ octets: ArraySlice<UInt8>, _ damage: DERError, at offset: Int
  ) throws(FormatError) -> FormatError {
    guard let kind = DERKind.recognise(Array(octets)), let refusal = FormatError(refusing: kind, at: offset)
    else { return .badCertificate(offset: offset, reason: damage) }
    if kind == .privateKey || kind == .pkcs12 { throw refusal }
    return refusal
  }
}
