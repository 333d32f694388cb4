// SPDX-License-Identifier: GPL-3.0-or-later

/// The move of certificates from Trusted Root to Intermediate; what it has in common with the article, such as the
/// export, are the article's steps.
///
/// Source: Microsoft KB 2795828 and KB 2802568, which find them by `Issuer -ne Subject`.
public enum MoveSection {
  public static let locate = Step.added("move.locate", .locate)
  public static let open = Step.added("move.open", .act)
  public static let compare = Step.added("move.compare", .compare)
  public static let decide = Step.added("move.decide", .decide)
  /// Puts the export into Intermediate.
  public static let importCopy = Step.added("move.import", .export)
  /// The certificate is seen in Intermediate: until then it does not leave Trusted Root.
  public static let seen = Step.added("move.seen", .check)
  public static let delete = Step.added("move.delete", .delete)
  public static let gone = Step.added("move.gone", .delete)
  public static let recount = Step.added("move.recount", .repeat)
}
