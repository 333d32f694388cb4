// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

@testable import Texts

/// Whether the English texts and the documents read as a native speaker would write them today: short, plain, current.
///
/// A phrase is on this list when it was found in our own texts and a reader stumbled over it. “Its own”, “told” and
/// “said” are not: only a person can see whether they are right in a sentence.
@Suite("Worn phrases")
struct PhraseTests {
  struct Phrase: Sendable, CustomTestStringConvertible {
    /// A regular expression; upper and lower case are the same.
    let pattern: String
    /// A sentence that it finds.
    let example: String
    /// What to write.
    let instead: String
    var testDescription: String { example }

    func found(in text: String) -> String? {
      let options: String.CompareOptions = [.regularExpression, .caseInsensitive]
      return text.range(of: pattern, options: options).map { String(text[$0]) }
    }
  }

  static let phrases = [
    Phrase(pattern: #"\banswers that hold\b"#, example: "80 answers that hold", instead: "answers recorded"),
    Phrase(pattern: #"\brecord: whole\b"#, example: "Record: whole, 77 lines", instead: "Record: intact"),
    Phrase(pattern: #"(?<!same )\bas before\."#, example: "As before.", instead: "Same as before."),
    Phrase(
      pattern: #"\b(bears?|bearing|bore)\b"#, example: "lines that bear this name", instead: "have, include"),
    Phrase(pattern: #"\bjust one time\b"#, example: "Listed just one time", instead: "only once"),
    Phrase(
      pattern: #"\b(is|are) none of\b"#, example: "It is none of the choices.", instead: "is not one of"),
    Phrase(
      pattern: #"(?<!there )\b(is|are) no (?!longer\b|more\b)\w+"#, example: "It is no thumbprint.",
      instead: "is not a"),
    Phrase(
      pattern: #"\bif you doubt\b|\bin doubt,"#, example: "If you doubt, leave it.", instead: "If unsure,"),
    Phrase(
      pattern: #"\b(stands?|stood|standing)\b(?!-| (in )?for\b)"#, example: "It stands in the list.",
      instead: "is, appears"),
    Phrase(pattern: #"\bbeside\b"#, example: "what is beside “Computer”", instead: "next to, with"),
    Phrase(
      pattern: #"\bway is closed\b|\bnobody listens\b"#, example: "The way is closed, or nobody listens.",
      instead: "the port is blocked, or nothing is listening"),
    Phrase(
      pattern: #"\bforget what they\b"#, example: "It makes the services forget what they remember.",
      instead: "clears what they have cached"),
    Phrase(
      pattern: #"\bwhat else is missing\b"#, example: "What else is missing they install.",
      instead: "They install anything else they need."),
    Phrase(pattern: #"\bits elder\b"#, example: "R2 counts with its elder", instead: "R2 included"),
    Phrase(
      pattern: #"\bby content\b"#, example: "Formats are told by content.", instead: "from the contents"),
    Phrase(
      pattern: #"\bspeaks? against\b"#, example: "what speaks against the deletion",
      instead: "the objection to"),
    Phrase(
      pattern: #"\bmembers may come\b"#, example: "Members may come, none changes.",
      instead: "Fields may be added; existing ones never change."),
    Phrase(pattern: #"\bgoes on\b"#, example: "Who goes on from here?", instead: "continues, takes over"),
    Phrase(
      pattern: #"\bat (your|one's|his|her|their|the) word\b|\badmin's word\b"#,
      example: "Gone, by the admin's word.", instead: "as confirmed by, when you confirm it"),
    Phrase(
      pattern: #"\b(this|that|the) very\b"#, example: "It holds this very certificate.",
      instead: "exactly this"),
    Phrase(pattern: #"\bslowly now\b"#, example: "Slowly now.", instead: "Take your time here."),
    Phrase(
      pattern: #"\bis for one server\b"#, example: "One session is for one server.",
      instead: "Use one session per server."),
    Phrase(
      pattern: #"\bwhat (became of|lay)\b"#, example: "What became of it", instead: "Outcome, what was found"),
    Phrase(
      pattern: #"\b(guides?|leads?) through\b"#, example: "It guides through removing it.",
      instead: "guides you through"),
    Phrase(
      pattern: #"\b(as it has|as they have) to be\b"#, example: "Is all as it has to be?",
      instead: "as expected, nothing has changed"),
    Phrase(pattern: #"\bone word too many\b"#, example: "one word too many", instead: "unexpected argument"),
    Phrase(pattern: #"\bwants\b"#, example: "The option wants a value.", instead: "needs"),
    Phrase(
      pattern: #"\b(holds?|held) [^.]{0,60}\bagainst\b"#,
      example: "It holds the receipt against the session.",
      instead: "compares with, checks against"),
    Phrase(pattern: #"\bin form\b"#, example: "It puts the sources in form.", instead: "formats"),
    Phrase(
      pattern: #"\bwanted (is|are)\b|\bmade sure of\b"#, example: "Wanted is the receipt.",
      instead: "Bring the receipt."),
    Phrase(
      pattern: #"\b(somebody|whoever)\b"#, example: "Ask whoever looks after it.",
      instead: "someone, or say who"),
    Phrase(
      pattern: #"\bnobody (looked|knows whether)\b"#, example: "Nobody looked whether it is there.",
      instead: "It was not checked whether"),
    Phrase(
      pattern: #"\ba look\b|\bas far as\b|\bown making\b"#, example: "a server of our own making",
      instead: "look at, where, simulated"),
  ]

  static let spellings = Phrase(
    pattern:
      #"\b(colours?|behaviours?|practis(e[ds]?|ing)|licences?|(organ|recogn)is(e[ds]?|ing|ations?))\b"#,
    example: "a colour", instead: "the spelling of the United States, as on Microsoft's screens")

  @Test("each finds what it is there for", arguments: phrases + [spellings])
  func finds(phrase: Phrase) { #expect(phrase.found(in: phrase.example) != nil) }

  /// The names of buttons are Microsoft's words, and what is understood as an answer is not shown.
  private static let spoken = Catalog.english.texts.filter {
    !$0.key.hasPrefix("label.") && !$0.key.hasSuffix(".words")
  }

  @Test("none is in the English texts", arguments: phrases + [spellings])
  func texts(phrase: Phrase) {
    for (key, text) in Self.spoken.sorted(by: { $0.key < $1.key }) {
      #expect(phrase.found(in: text) == nil, "\(key): write “\(phrase.instead)”")
    }
  }

  private static let completions = WholeFile.names(in: "\(Checkout.path)/Scripts/package.d/completions")
    .sorted()
    .map { Document("Scripts/package.d/completions/\($0)") }

  @Test(
    "none is in a document, a completion or what the package says of itself",
    arguments: Document.pages + Document.manPages + completions + [
      Document("Scripts/package.d/debian/control")
    ])
  func documents(document: Document) throws {
    let prose = try document.prose()
    #expect(prose.count > 500)
    for phrase in Self.phrases + [Self.spellings] {
      #expect(phrase.found(in: prose) == nil, "write “\(phrase.instead)”")
    }
  }
}
