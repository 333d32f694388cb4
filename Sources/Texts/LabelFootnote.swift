// SPDX-License-Identifier: GPL-3.0-or-later

/// Remembers whether a label that was shown has the mark of unconfirmed wording.
///
/// The mark is explained once a run, before the next prompt. Nothing of it is recorded: whoever resumes the session, on
/// another day or instead of another person, has it explained again.
public final class LabelFootnote {
  /// What was shown since the last prompt and has the sign of the mark; `nil` once the mark was explained.
  private var unexplained: [String]? = []

  public init() {}

  /// A text is shown.
  public func note(_ text: String) {
    if text.utf8.contains(UInt8(ascii: "*")) { unexplained?.append(text) }
  }

  /// The footnote, if a label with the mark was shown and it is not explained yet.
  public func due(_ wording: Wording) -> String? {
    guard let texts = unexplained else { return nil }
    unexplained = []
    guard texts.contains(where: wording.hasMarks(in:)) else { return nil }
    unexplained = nil
    // A text that is read by itself brings its own.
    return texts.contains { $0.hasSuffix(wording.footnote) } ? nil : wording.footnote
  }
}
