// SPDX-License-Identifier: GPL-3.0-or-later

/// The roots that Windows itself requires, expired or not: they can never be marked.
///
/// Source: Microsoft KB 293781, “Trusted root certificates that are required” (names as printed there). The two newer
/// Microsoft roots are not in that article; they sign today's Windows components and are kept for the same reason.
public enum RequiredRoot {
  public static let commonNames = [
    "Microsoft Root Authority",
    "Thawte Timestamping CA",
    "Microsoft Root Certificate Authority",
    "Microsoft Root Certificate Authority 2010",
    "Microsoft Root Certificate Authority 2011",
  ]

  private static let canonicalNames = commonNames.map { DirectoryText.canonical($0) }

  /// Whether these facts are those of a required root. A serial number that was mistyped must not open the way to a
  /// deletion, so an attribute of its name is enough.
  public static func includes(_ facts: CertificateFacts) -> Bool {
    let values = facts.subject.relativeNames.flatMap { $0 }.map { DirectoryText.canonical($0.value) }
    return canonicalNames.contains(where: values.contains)
  }
}
