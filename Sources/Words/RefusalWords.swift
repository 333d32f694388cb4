// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure
public import Texts

/// Describes why something was refused, and what to do now.
public struct RefusalWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(_ refusal: Refusal) -> String {
    switch refusal {
    case .unreadableSerial(let reason): serial(reason)
    case .unreadableName(let reason): name(reason)
    case .brokenPath(let issuer):
      wording("refusal.brokenPath", ["issuer": issuer.detailLines.joined(separator: ", ")])
    case .differsFromTyped(let field):
      wording("refusal.differsFromTyped", ["field": wording("label.\(field.labelName)")])
    case .interlock(let objection): text(objection)
    case .notNow, .notOffered, .misplacedStart, .outOfSequence, .newerFormat: wording("refusal.notOffered")
    case .sessionTooLong: wording("refusal.sessionTooLong")
    case .empty: wording("refusal.empty")
    case .notAServerName(let text): wording("refusal.notAServerName", ["text": text])
    case .unreadableDate: wording("refusal.unreadableDate")
    case .unreadableThumbprint: wording("refusal.unreadableThumbprint")
    case .dateWithoutTime: wording("refusal.dateWithoutTime", ["example": exampleDate])
    case .serialIsThumbprint: wording("refusal.serial.isThumbprint")
    case .thumbprintIsSerial: wording("refusal.thumbprintIsSerial")
    case .serialNoted(let issuedTo): wording("refusal.serial.noted", ["issuedTo": issuedTo])
    case .serialInRow(let number): wording("refusal.serial.inRow", ["number": String(number)])
    case .unreadableTimeZone: wording("refusal.unreadableTimeZone")
    case .unsignedTimeZone(let minutes, let now): unsigned(minutes, now)
    case .offsetDisproved: wording("refusal.offsetDisproved")
    case .countOutOfRange: wording("refusal.countOutOfRange")
    case .reasonMissing: wording("refusal.reasonMissing")
    case .notSkippable: wording("refusal.notSkippable")
    case .thumbprintNeeded: wording("refusal.thumbprintNeeded")
    case .notAnAuthority: wording("refusal.notAnAuthority")
    case .rootNotSelfIssued: wording("refusal.rootNotSelfIssued")
    case .alreadyNoted: wording("refusal.alreadyNoted")
    case .ownerMissing: wording("refusal.ownerMissing")
    case .notAFileName: wording("refusal.notAFileName")
    case .wrongLastDigits(let count): wording("refusal.wrongLastFour", ["count": String(count)])
    case .thumbprintIsNoted(let noted, let here):
      wording("refusal.thumbprintIsNoted", ["noted": noted.description, "serial": here.description])
    case .thumbprintOfRow(let number):
      wording("refusal.thumbprintOfRow", ["number": String(number)])
    case .keptThumbprintUnknown: wording("refusal.keptThumbprintUnknown")
    case .exportIsAnother: wording("refusal.exportIsAnother")
    case .exportIsNoted: wording("refusal.exportIsNoted")
    case .copyIsAnother: wording("refusal.copyIsAnother")
    case .approvalIsOwn: wording("refusal.approvalIsOwn")
    case .approvalIsOfAnother: wording("refusal.approvalIsOfAnother")
    case .approvalOutdated: wording("refusal.approvalOutdated")
    case .nothingToWithdraw: wording("refusal.nothingToWithdraw")
    case .deletionStands: wording("refusal.deletionStands")
    case .reportFirst: wording("refusal.reportFirst")
    }
  }

  /// A sample date as the server's Details tab shows it.
  private var exampleDate: String {
    WindowsText(wording: wording).longDate(Instant(secondsSince1970: 1_298_973_600), offsetMinutes: 0)
  }

  /// The resulting clock times make the difference obvious.
  private func unsigned(_ minutes: Int, _ now: Instant) -> String {
    let time: (Int) -> String = { String(now.text(offsetMinutes: $0).suffix(8).prefix(5)) }
    return wording(
      "refusal.unsignedTimeZone",
      [
        "ahead": UTCOffset.text(minutes), "aheadTime": time(minutes), "behind": UTCOffset.text(-minutes),
        "behindTime": time(-minutes),
      ])
  }

  public func text(_ refusal: ThumbprintList.Refusal) -> String {
    switch refusal {
    case .notThumbprint(let text): wording("refusal.phoneTrust.notThumbprint", ["text": text])
    case .cutOff: wording("refusal.phoneTrust.cutOff")
    }
  }

  private func serial(_ reason: SerialReading.Refusal) -> String {
    switch reason {
    case .empty: wording("refusal.empty")
    case .notHexadecimal(let character):
      wording("refusal.serial.notHexadecimal", ["character": String(character)])
    case .oddDigits(let count): wording("refusal.serial.oddDigits", ["count": String(count)])
    case .tooLong(let octets): wording("refusal.serial.tooLong", ["count": String(octets)])
    }
  }

  /// Whether it can only be a serial number or a thumbprint: eight hexadecimal digits at least, and no letter beyond F.
  private func isNumber(_ text: String) -> Bool {
    let digits = text.filter { !$0.isWhitespace && $0 != ":" }
    return digits.count >= 8 && digits.allSatisfy(\.isHexDigit)
  }

  private func name(_ reason: NameReading.Refusal) -> String {
    switch reason {
    case .empty: wording("refusal.empty")
    case .onlyDisplayName(let text):
      wording(isNumber(text) ? "refusal.name.isNumber" : "refusal.name.onlyDisplayName", ["text": text])
    case .unknownAttribute(let label): wording("refusal.name.unknownAttribute", ["label": label])
    case .noValue(let label): wording("refusal.name.noValue", ["label": label])
    case .openQuote: wording("refusal.name.openQuote")
    }
  }

  public func text(_ objection: Objection) -> String {
    switch objection {
    case .isNoted: wording("objection.isNoted")
    case .storeNotRead: wording("objection.storeNotRead")
    case .noMatchStays: wording("objection.noMatchStays")
    case .verdict(let verdict):
      wording("objection.verdict", ["verdict": wording("verdict.\(verdict.rawValue).name")])
    case .isTheValidOne: wording("objection.isTheValidOne")
    case .notAnAuthority: wording("objection.notAnAuthority")
    case .trustedByPhones: wording("objection.trustedByPhones")
    case .thumbprintUnknown: wording("objection.thumbprintUnknown")
    case .managed(let physical): wording("managed.\(physical.rawValue)")
    case .originUnknown: wording("objection.originUnknown")
    case .notMarked: wording("objection.notMarked")
    case .warningNotConfirmed(let warning): wording("warning.\(warning.rawValue)")
    case .ownerDidNotAgree: wording("objection.ownerDidNotAgree")
    case .notExported: wording("objection.notExported")
    case .noRestoreCard: wording("objection.noRestoreCard")
    case .isRoot: wording("objection.isRoot")
    case .hasNotedName: wording("objection.hasNotedName")
    case .notSeenInIntermediate: wording("objection.notSeenInIntermediate")
    case .notApproved: wording("objection.notApproved")
    case .approvalDoesNotCount: wording("objection.approvalDoesNotCount")
    case .alreadyDeleted: wording("objection.alreadyDeleted")
    }
  }
}

extension Field {
  /// The field's name in the Details tab, as a label of the catalog.
  public var labelName: String { self == .serial ? "serialNumber" : rawValue }
}
