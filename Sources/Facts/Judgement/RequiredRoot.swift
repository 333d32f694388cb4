// SPDX-License-Identifier: GPL-3.0-or-later

/// The roots that Windows itself requires, even if expired. They can never be marked for removal.
///
/// Source: Microsoft KB 293781, “Trusted root certificates that are required” (names as printed there). The
/// two newer Microsoft roots are not in that article; they sign today's Windows components and are protected
/// for the same reason.
public enum RequiredRoot {
  public static let commonNames = [
    "Microsoft Root Authority",
    "Thawte Timestamping CA",
    "Microsoft Root Certificate Authority",
    "Microsoft Root Certificate Authority 2010",
    "Microsoft Root Certificate Authority 2011",
  ]

  private static let canonicalNames = commonNames.map { DirectoryText.canonical($0) }

  /// Whether these facts describe a required root. One attribute of the name is enough, so that a mistyped
  /// serial number cannot lead to a deletion.
  public static func includes(_ facts: CertificateFacts) -> Bool {
    let values = facts.subject.relativeNames.flatMap { $0 }.map { DirectoryText.canonical($0.value) }
    return canonicalNames.contains(where: values.contains)
  }
}
