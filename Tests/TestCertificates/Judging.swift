// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

extension Judgement {
  /// The conclusion from an entry and the noted certificates of its store's role, with nothing else at hand.
  public init(
    _ entry: CertificateFacts, in store: Store, against noted: [CertificateFacts], offsetMinutes: Int?,
    signatures: SignatureCheck = .none
  ) {
    self.init(
      entry, in: store, of: noted.map { PathCertificate($0, role: store.role) },
      hand: Hand(noted + [entry], signatures: signatures), offsetMinutes: offsetMinutes)
  }
}
