// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure

/// A question that can be put to a person; all questions of the procedure can.
protocol AskedQuestion: Question {
  /// Asks once. The result is in the session; if there is none, the item is asked again.
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption)
  /// Reads the server before anything is shown.
  func lookFirst(_ item: Item, in guide: Guide) throws(Guide.Interruption)
  /// Whether the value is already known, so that the admin only compares it with the server.
  func isOffered(_ item: Item, in guide: Guide) -> Bool
  /// Whether the wizard answers it itself, so that no text is shown.
  func isSilent(in guide: Guide) -> Bool
}

extension AskedQuestion {
  func lookFirst(_ item: Item, in guide: Guide) {}
  func isOffered(_ item: Item, in guide: Guide) -> Bool { false }
  func isSilent(in guide: Guide) -> Bool { false }
}

extension Item {
  /// - Precondition: the question is an `AskedQuestion`; otherwise the session would be stuck.
  var asked: any AskedQuestion {
    guard let asked = question as? any AskedQuestion else {
      preconditionFailure("nobody can be asked \(key)")
    }
    return asked
  }
}
