// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Synchronization

extension SignatureCheck {
  /// Verification by libcrypto. Each pair is verified only once: a session asks for the same few again at
  /// every answer, and one signature takes as long as the walk over a hundred certificates.
  public static let libcrypto: SignatureCheck = {
    let remembered = RememberedSignatures()
    return SignatureCheck { remembered.verify($0, by: $1) }
  }()
}

private final class RememberedSignatures: Sendable {
  private struct Pair: Hashable {
    let certificate: Certificate
    let issuer: Certificate
  }

  /// Only a file constructed for this purpose has more pairs; those are then verified each time.
  private static let mostPairs = 100_000

  private let answers = Mutex<[Pair: SignatureAnswer]>([:])

  func verify(_ certificate: Certificate, by issuer: Certificate) -> SignatureAnswer {
    let pair = Pair(certificate: certificate, issuer: issuer)
    if let known = answers.withLock({ $0[pair] }) { return known }
    let answer = SignatureVerifier().verify(certificate, by: issuer)
    answers.withLock { if $0.count < Self.mostPairs { $0[pair] = answer } }
    return answer
  }
}
