// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure

/// A question as it is put to a person: every one of the procedure's is.
protocol AskedQuestion: Question {
  /// Asks once. What comes of it is in the session; when nothing does, the item is asked again.
  func ask(_ item: Item, in guide: Guide) throws(Guide.Turn)
  /// Looks at the server before anything is shown.
  func lookFirst(_ item: Item, in guide: Guide) throws(Guide.Turn)
  /// Whether what the step asks for is known already and only needs a look at the server.
  func isOffered(_ item: Item, in guide: Guide) -> Bool
  /// Whether the wizard answers it itself, so that no text is shown for it.
  func isSilent(in guide: Guide) -> Bool
}

extension AskedQuestion {
  func lookFirst(_ item: Item, in guide: Guide) {}
  func isOffered(_ item: Item, in guide: Guide) -> Bool { false }
  func isSilent(in guide: Guide) -> Bool { false }
}

extension Item {
  /// - Precondition: a question without a way to ask it would leave the session where nobody gets on.
  var asked: any AskedQuestion {
    guard let asked = question as? any AskedQuestion else {
      preconditionFailure("nobody can be asked \(key)")
    }
    return asked
  }
}
