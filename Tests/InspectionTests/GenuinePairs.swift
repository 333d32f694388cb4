// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// One row for each pair, and mostly one for its exchange. The comments give the row of the decision table that holds.
extension GenuinePairsTests {
  static let rows = sameKey + proved + claimed + unproved + links

  // Row 3: the noted key, name, and signer. It may go only where the noted one ends later, and is valid.
  // Row 4: another issuer, in either store. Row 5: another name.
  private static let sameKey = [
    // Noted to 2032; the other one expired in 2023.
    Row(
      "CERN Grid CA", noted: "71a1fc1a", above: ["576e9075"], other: "63c28178", in: .intermediate,
      .renewed, .owner, [.sameKey, .sameSigner]),
    Row(
      "CERN Grid CA", noted: "63c28178", above: ["576e9075"], other: "71a1fc1a", in: .intermediate,
      .renewed, .never, [.sameKey, .sameSigner]),
    // Without the root nobody can say who signed; the key is enough.
    Row(
      "CERN Grid CA", noted: "71a1fc1a", other: "63c28178", in: .intermediate, .renewed, .owner, [.sameKey]),
    // Both expired: neither of the two is the valid one, and the owner may say that it goes.
    Row(
      "CERN Grid CA", noted: "71a1fc1a", above: ["576e9075"], other: "63c28178", in: .intermediate,
      on: "2032-06-01", .renewed, .owner, [.sameKey, .sameSigner]),
    // Noted to 2036, the other one to 2030.
    Row(
      "Firmaprofesional", noted: "0bbec227", other: "aec5fb3f", in: .trustedRoot,
      .renewed, .owner, [.sameKey, .sameSigner]),
    Row(
      "Firmaprofesional", noted: "aec5fb3f", other: "0bbec227", in: .trustedRoot,
      .renewed, .owner, [.sameKey, .sameSigner]),
    // Both are valid, whichever ends later: the owner may say that one goes. GTS R1's end at the same second of 2036.
    Row(
      "GTS Root R1", noted: "e58c1cc4", other: "e1c950e6", in: .trustedRoot,
      .renewed, .owner, [.sameKey, .sameSigner]),
    Row(
      "GTS Root R1", noted: "e1c950e6", other: "e58c1cc4", in: .trustedRoot,
      .renewed, .owner, [.sameKey, .sameSigner]),
    Row(
      "ISRG Root X1", noted: "cabd2a79", other: "933c6dde", in: .intermediate, .crossSigned, .never,
      [.sameKey]),
    Row(
      "ISRG Root X1", noted: "cabd2a79", other: "933c6dde", in: .trustedRoot, .crossSigned, .never, [.sameKey]
    ),
    Row(
      "ISRG Root X1", noted: "933c6dde", other: "cabd2a79", in: .trustedRoot, .crossSigned, .never, [.sameKey]
    ),
    Row(
      "ISRG Root X1", noted: "933c6dde", other: "cabd2a79", in: .intermediate, .crossSigned, .never,
      [.sameKey]),
    // DC=com, DC=DigiCert-Grid, and the other way round.
    Row(
      "DigiCert Grid CA-1 G2", noted: "622c7b96", other: "dd5aee6b", in: .intermediate,
      .alias, .never, [.sameKey]),
    Row(
      "DigiCert Grid CA-1 G2", noted: "dd5aee6b", other: "622c7b96", in: .intermediate,
      .alias, .never, [.sameKey]),
  ]

  // Row 7: by the word of the noted key, or of the authority above. The owner agrees, expired or not.
  private static let proved = [
    Row(
      "Microsoft Time-Stamp PCA 2010", noted: "36056a56", above: ["3b1efd3a"], other: "2aa752fe",
      in: .intermediate, .generation, .owner, proved: true, [.namedAsPrevious, .sameParentKey]),
    Row(
      "Microsoft Time-Stamp PCA 2010", noted: "2aa752fe", above: ["3b1efd3a"], other: "36056a56",
      in: .intermediate, .generation, .owner, proved: true, [.namesAsPrevious, .sameParentKey]),
    // The noted one's own word needs no root.
    Row(
      "Microsoft Time-Stamp PCA 2010", noted: "36056a56", other: "2aa752fe",
      in: .intermediate, .generation, .owner, proved: true, [.namedAsPrevious]),
    // Two parents of one authority, which the Federal Common Policy CA signed.
    Row(
      "HHS E1", noted: "d5e31140", above: ["39c1d3b6", "905f942f"], other: "35f9516b", in: .intermediate,
      beside: ["50f68cb2"], .generation, .owner, proved: true, [.parentGenerations]),
    Row(
      "HHS E1", noted: "35f9516b", above: ["50f68cb2", "905f942f"], other: "d5e31140", in: .intermediate,
      beside: ["39c1d3b6"], on: "2018-06-01", .generation, .owner, proved: true, [.parentGenerations]),
    Row(
      "Scientific Data Grid CA G2", noted: "1cc37a71", above: ["ab466f7d"], other: "0cc64560",
      in: .intermediate, .generation, .owner, proved: true, [.sameParentKey]),
    Row(
      "Scientific Data Grid CA G2", noted: "0cc64560", above: ["ab466f7d"], other: "1cc37a71",
      in: .intermediate, on: "2025-06-01", .generation, .owner, proved: true, [.sameParentKey]),
    Row(
      "Entrust Managed Services", noted: "a0965517", above: ["905f942f"], other: "39c1d3b6",
      in: .intermediate, .generation, .owner, proved: true, [.sameParentKey]),
    // The noted key signed the other one, in a link certificate; the authority above is not at hand.
    Row(
      "Entrust Managed Services", noted: "a0965517", other: "39c1d3b6", in: .intermediate,
      beside: ["855d98c9"], .generation, .owner, proved: true, [.keySignedByNoted]),
    Row(
      "Entrust Managed Services", noted: "39c1d3b6", other: "a0965517", in: .intermediate,
      beside: ["eef2e3b8"], .generation, .owner, proved: true, [.keySignedByNoted]),
  ]

  // Row 8: by its own word alone.
  private static let claimed = [
    Row(
      "Microsoft Time-Stamp PCA 2010", noted: "2aa752fe", other: "36056a56",
      in: .intermediate, .generation, .owner, [.namesAsPrevious]),
    Row(
      "Entrust Managed Services", noted: "a0965517", other: "39c1d3b6", in: .intermediate,
      beside: ["eef2e3b8"], .generation, .owner, [.keySignsNoted]),
    Row(
      "Entrust Managed Services", noted: "39c1d3b6", other: "a0965517", in: .intermediate,
      beside: ["855d98c9"], .generation, .owner, [.keySignsNoted]),
  ]

  // Row 10: nothing ties them, and it is valid. Row 11: and it is expired. Row 13: only one of the two attributes differs.
  private static let unproved = [
    Row("SUSCERTE", noted: "398ebe9c", other: "dd83c519", in: .trustedRoot, .mismatched, .ask),
    Row("SUSCERTE", noted: "dd83c519", other: "398ebe9c", in: .trustedRoot, .mismatched, .ask),
    Row(
      "SUSCERTE", noted: "398ebe9c", other: "dd83c519", in: .trustedRoot, on: "2027-06-01",
      .mismatched, .none),
    Row("INFN CA", noted: "d19e79de", other: "ab6dce77", in: .trustedRoot, .mismatched, .none),
    Row("INFN CA", noted: "ab6dce77", other: "d19e79de", in: .trustedRoot, .mismatched, .ask),
    // The root that tells is not at hand.
    Row(
      "Scientific Data Grid CA G2", noted: "1cc37a71", other: "0cc64560", in: .intermediate,
      on: "2025-06-01", .mismatched, .ask),
    Row("TWCA Root CA", noted: "cf9e876d", other: "df646dcb", in: .trustedRoot, .partial, .never),
    Row("TWCA Root CA", noted: "df646dcb", other: "cf9e876d", in: .trustedRoot, .partial, .never),
  ]

  // Row 6: it names itself as its issuer, and another key of the authority signed it. It belongs in CA.
  private static let links = [
    Row(
      "Entrust Managed Services", noted: "a0965517", other: "855d98c9", in: .intermediate,
      .link, .never, [.notSignedByItself]),
    Row(
      "Entrust Managed Services", noted: "a0965517", other: "855d98c9", in: .trustedRoot,
      .link, .move, [.notSignedByItself]),
    Row(
      "Entrust Managed Services", noted: "39c1d3b6", other: "eef2e3b8", in: .intermediate,
      .link, .never, [.notSignedByItself]),
    // The noted key, in a certificate that names itself as its issuer and that another key signed.
    Row(
      "Entrust Managed Services", noted: "a0965517", other: "eef2e3b8", in: .intermediate,
      .link, .never, [.sameKey, .notSignedByItself]),
  ]
}
