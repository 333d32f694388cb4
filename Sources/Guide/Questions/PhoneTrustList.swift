// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

extension PhoneTrustList: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handlePhoneTrust(item) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guide.serverAccess.phoneTrust != nil
  }
}

extension Guide {
  /// Only the practice server knows the list itself.
  fileprivate func handlePhoneTrust(_ item: Item) throws(Interruption) {
    if let known = serverAccess.phoneTrust {
      console.show(wording("offer.phoneTrust"), as: .body)
      let choice = try choose(item, from: PromptChoices([.done] + skipping(item)), default: .done)
      if case .command(.done) = choice {
        try answer(item, .phoneTrust(known))
      } else {
        try finish(item, choice)
      }
      return
    }
    let choice = try choose(
      item, wording("ask.phoneTrust"), from: PromptChoices([.noneListed] + skipping(item)), takesText: true,
      completion: Prompt.Completion.none)
    switch choice {
    case .command(.noneListed): try answer(item, .phoneTrust([]))
    case .command: try finish(item, choice)
    case .text(let text):
      let list: ThumbprintList
      do throws(ThumbprintList.Refusal) { list = try ThumbprintList(pasted: text) } catch {
        console.show(RefusalWords(wording: wording).text(error), as: .error)
        return
      }
      let said = Answer.phoneTrust(list.thumbprints)
      if try answer(item, said) {
        console.show(AnswerWords(wording: wording).text(said), as: .quiet)
      }
    }
  }
}
