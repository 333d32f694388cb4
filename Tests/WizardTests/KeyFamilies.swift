// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Inspection
import Journal
import Listings
import Procedure
import Reports
import TestSupport
import Texts
import Usage

@testable import Commands
@testable import Guide
@testable import InspectionReports
@testable import Reports
@testable import Servers
@testable import Words

/// Keys that are put together at run time, by the text of the source that does it. A new one has to be listed here.
enum KeyFamilies {
  /// What a question can offer, and explains.
  private static let explained = Choice.allCases.filter {
    !CommandTests.menu.contains($0) && !CommandTests.stores.contains($0) && $0 != .help
  }
  private static let checks: [Step] =
    ClosingSection.all
    + ServerKind.allCases.flatMap { $0.path.checks }.filter { $0.question is Check }.map { $0.step }
  private static let endings = Ending.allCases.map(\.rawValue) + ["notVerified", "kept"]

  /// The versions of Windows that have texts of their own.
  private static let described = Set(WindowsServer.allCases.map(\.describedAs))

  /// The key in whose place a product has a text of its own; the same key where it is none of these.
  static func base(_ key: String) -> String {
    for product in Product.allCases where key.hasSuffix(".\(product.rawValue)") {
      let base = String(key.dropLast(product.rawValue.count + 1))
      if TextKeyTests.catalog.contains(base) { return base }
    }
    return key
  }

  /// A literal with an interpolation in it, and the keys that it can become.
  static let all: [(literal: String, keys: [String])] = [
    (
      #"verdict.\(verdict.rawValue)"#,
      Verdict.allCases.flatMap { ["verdict.\($0.rawValue).name", "verdict.\($0.rawValue).meaning"] }
    ),
    (#"\(key).name"#, []), (#"\(key).meaning"#, []),
    (#"verdict.\(entry.verdict.rawValue).name"#, Verdict.allCases.map { "verdict.\($0.rawValue).name" }),
    (#"verdict.\(verdict.rawValue).meaning"#, Verdict.allCases.map { "verdict.\($0.rawValue).meaning" }),
    (#"verdict.\(verdict.rawValue).name"#, Verdict.allCases.map { "verdict.\($0.rawValue).name" }),
    (#"verdict.\(verdict.rawValue).advice"#, advised.map { "verdict.\($0.rawValue).advice" }),
    (#"evidence.\($0.rawValue)"#, Evidence.allCases.map { "evidence.\($0.rawValue)" }),
    (#"period.\(period.rawValue)"#, Period.allCases.map { "period.\($0.rawValue)" }),
    (#"usage.summary.\(command.name)"#, CommandList.all.map { "usage.summary.\($0.name)" }),
    (
      #"usage.option.\(option.text)"#,
      (CommandList.all.flatMap { $0.options } + CommonOptions.all).map { "usage.option.\($0.text)" }
    ),
    (
      #"usage.example.\(command.name).\(example.text)"#,
      CommandList.all.flatMap { command in
        command.examples.map { "usage.example.\(command.name).\($0.text)" }
      }
    ),
    (#"approval.way.\(word)"#, ["request", "approve", "resume"].map { "approval.way.\($0)" }),
    (#"recommend.\(gate.rawValue)"#, Gate.allCases.map { "recommend.\($0.rawValue)" }),
    (#"recommend.\(entry.gate.rawValue)"#, Gate.allCases.map { "recommend.\($0.rawValue)" }),
    (
      #"verdict.\(entry.verdict.rawValue).meaning"#, Verdict.allCases.map { "verdict.\($0.rawValue).meaning" }
    ),
    (
      #"events.neighbour.\(neighbour.rawValue)"#,
      Neighbour.allCases.map { "events.neighbour.\($0.rawValue)" }
    ),
    (#"usage.choice.\(choice)"#, Scenario.allCases.map { "usage.choice.\($0.rawValue)" }),
    (#"ending.by.\(doer.rawValue)"#, OpenPoint.Doer.allCases.map { "ending.by.\($0.rawValue)" }),
    (
      #"ending.next.\(step.rawValue)"#,
      EndingWords.NextStep.allCases.map { "ending.next.\($0.rawValue)" }
    ),
    (#"ending.\(name(ending, session)).title"#, endings.map { "ending.\($0).title" }),
    (#"ending.\(name(ending, session)).body"#, endings.map { "ending.\($0).body" }),
    (#"said.parked.\(why.rawValue)"#, Parking.allCases.map { "said.parked.\($0.rawValue)" }),
    (
      #"session.changed.\(change.rawValue)"#, FileChange.allCases.map { "session.changed.\($0.rawValue)" }
    ),
    (#"parked.\(why.rawValue)"#, Parking.allCases.map { "parked.\($0.rawValue)" }),
    (#"said.warned.\($0.rawValue)"#, RemovalWarning.allCases.map { "said.warned.\($0.rawValue)" }),
    (#"warning.\(warning.rawValue)"#, RemovalWarning.allCases.map { "warning.\($0.rawValue)" }),
    (#"managed.\(handed.physical.rawValue)"#, []),
    (
      #"managed.\(physical.rawValue)"#,
      PhysicalStore.allCases.filter(\.isManaged).map { "managed.\($0.rawValue)" }
    ),
    (#"windows.\(server.rawValue)"#, []),
    (#"windows.\(session.start.server.rawValue)"#, WindowsServer.allCases.map { "windows.\($0.rawValue)" }),
    (#"role.\(id.role.rawValue)"#, Role.allCases.map { "role.\($0.rawValue)" }),
    (#"ask.\(field.rawValue)"#, Field.allCases.map { "ask.\($0.rawValue)" }),
    (#"practice.\(scenario.rawValue).story"#, Scenario.allCases.map { "practice.\($0.rawValue).story" }),
    (#"practice.\(scenario.rawValue).lesson"#, Scenario.allCases.map { "practice.\($0.rawValue).lesson" }),
    (#"command.\(rawValue).key"#, Choice.allCases.map { "command.\($0.rawValue).key" }),
    (#"command.\(rawValue).label"#, Choice.allCases.map { "command.\($0.rawValue).label" }),
    (#"command.\(rawValue).words"#, Choice.allCases.map { "command.\($0.rawValue).words" }),
    (#"command.\($0.rawValue).label"#, []), (#"command.\(command.rawValue).label"#, []),
    (#"command.\(command.rawValue).help"#, explained.map { "command.\($0.rawValue).help" }),
    (#"step.\(step.id).yes"#, checks.map { "step.\($0.id).yes" }),
    (#"step.\(step.id).no"#, checks.map { "step.\($0.id).no" }),
    (
      #"step.\(step.id).skip"#,
      ["step.after.pool.skip", "step.after.services.skip", "step.after.signin.skip"]
    ),
    (#"step.\(step.id).yes.help"#, ["step.before.event.yes.help", "step.before.time.yes.help"]),
    (#"step.\(step.id).no.help"#, ["step.before.event.no.help", "step.before.time.no.help"]),
    (
      #"section.\(prefix)"#,
      ["start", "before", "opening", "ws2008", "ws2012", "ws2016", "wizard", "root", "ca", "move", "after"]
        .map { "section.\($0)" }
    ),
    (#"verify.export.\(key)"#, ["changed", "missing", "unreadable"].map { "verify.export.\($0)" }),
    (
      #"archive.\(key)"#,
      ["noTar", "failed", "cancelled", "notAnArchive", "strange", "tooLarge"].map { "archive.\($0)" }
    ),
    (#"port.test.\(tool)"#, ["port.test.telnet", "port.test.powerShell"]),
    (#"port.answer.\(tool)"#, ["port.answer.telnet", "port.answer.powerShell"]),
    (#"restore.card.\(server.describedAs.rawValue)"#, described.map { "restore.card.\($0.rawValue)" }),
    (#"product.\($0.rawValue)"#, []),
    (
      #"issuerList.use.\(entry.use.rawValue)"#,
      IssuerList.Use.allCases.map { "issuerList.use.\($0.rawValue)" }
    ),
    (#"product.\(product.rawValue)"#, Product.allCases.map { "product.\($0.rawValue)" }),
    (#"product.\(product.rawValue).note"#, ["product.sfb2015.note"]),
    (#"product.\(other.rawValue)"#, ProductWithoutPhones.allCases.map { "product.\($0.rawValue)" }),
    (
      #"support.\(product.rawValue).\(server.rawValue)"#,
      ServerKind.allCases.compactMap { kind in
        kind.product.flatMap { product in
          product.support(on: kind.windows) == .conditional
            ? "support.\(product.rawValue).\(kind.windows.rawValue)" : nil
        }
      }
    ),
    (#"section.\(article.rawValue)"#, ArticleSection.allCases.map { "section.\($0.rawValue)" }),
    (#"label.\(field.labelName)"#, []), (#"label.\($0.labelName)"#, []),
    (
      #"label.\(label)"#,
      ["subject", "issuer", "serialNumber", "validFrom", "thumbprint"].map { "label.\($0)" }
    ),
    (
      #"compare.\(result)"#,
      [
        "same", "different", "leadingZeros", "byteReversed", "decimal", "oneDigit", "cutOff", "oneHour",
        "unclear",
      ]
      .map { "compare.\($0)" }
    ),
    (#"compare.key.\(publicKey)"#, ["same", "different", "unknown", "renewal"].map { "compare.key.\($0)" }),
    (#"aside.\(rawValue).words"#, PromptKeyword.allCases.map { "aside.\($0.rawValue).words" }),
    (#"pace.\(pace.rawValue)"#, Pace.allCases.map { "pace.\($0.rawValue)" }),
    (#"format.\(key)"#, WordsTests.formats.map { "format.\($0.key)" }),
    (#"helper.missing.\(helper.rawValue)"#, Helper.allCases.map { "helper.missing.\($0.rawValue)" }),
    (#"helper.instead.\(helper.rawValue)"#, Helper.allCases.map { "helper.instead.\($0.rawValue)" }),
    (#"other.\(kind.rawValue)"#, []),
    (
      #"status.\(key)"#,
      [
        "practice", "live", "computer", "server", "product", "procedure", "windows", "administrator",
        "handedOver",
        "begun", "last",
        "done",
        "noted",
        "deleted",
        "outside", "restored", "ordered", "takenOver", "byHand",
        "next", "ending", "journal",
      ].map { "status.\($0)" }
    ),
    (
      #"transcript.\(key)"#,
      [
        "verdict", "fate", "store", "export", "proof", "card", "source", "evidence", "agreedBy", "command",
      ].map { "transcript.\($0)" }
    ),
    (
      #"banner.word.\(standing.word.rawValue)"#,
      TranscriptStanding.Word.allCases.map { "banner.word.\($0.rawValue)" }
    ),
    (
      #"banner.signIn.\(standing.signIn.rawValue)"#,
      SignInResult.allCases.map { "banner.signIn.\($0.rawValue)" }
    ),
    (
      #"banner.gone.\(witness.rawValue)"#,
      TranscriptStanding.Witness.allCases.map { "banner.gone.\($0.rawValue)" }
    ),
    (
      #"picture.state.\(word)"#,
      [
        "needed", "untouched", "missing", "returned", "moved", "removed", "restored", "outside", "ordered",
        "commanded", "dryRun",
        "stillThere", "kept", "marked", "undecided", "review", "left", "notListed", "notRead", "onlyOne",
      ].map { "picture.state.\($0)" }
    ),
    (#"advisory.\(advisory.id.rawValue)"#, Advisory.ID.allCases.map { "advisory.\($0.rawValue)" }),
    (
      #"outcome.\(outcome.rawValue)"#,
      Outcome.allCases.map { "outcome.\($0.rawValue)" }
    ),
    (#"coverage.\(state.rawValue)"#, Coverage.State.allCases.map { "coverage.\($0.rawValue)" }),
    (
      #"remark.\(key)"#,
      [
        "account", "archived", "bareCertificate", "othersPassedOver", "policyFile", "valueNamedByThumbprint",
        "bytesAfterEnd", "disallowed", "emptyKey", "listsPassedOver",
        "misnamedKey",
        "missingEnd", "otherEncodings", "storePassedOver", "strayBlobs", "onlyDescribed", "onlyFound",
        "hashesDiffer", "unfinishedHive",
        "listingWithoutEnd",
      ].map { "remark.\($0)" }
    ),
    (
      #"entry.part.\($0.rawValue)"#, Certificate.UnreadablePart.allCases.map { "entry.part.\($0.rawValue)" }
    ),
    (
      #"entry.reason.\(name)"#,
      [
        "badCertificate", "badRecord", "recordPastEnd", "truncated", "badBase64", "unfinishedBlock",
        "badMessage",
        "badRegistryLine", "badInstruction",
      ].map { "entry.reason.\($0)" }
    ),
    (
      #"listed.\(Self.key(damage).key)"#,
      [
        "noSerial", "badSerial", "twoSerials", "noIssuer", "noDates", "noSubject", "cut", "badName",
        "longLine",
      ].map { "listed.\($0)" }
    ),
    (
      #"why.\(entry.verdict.rawValue)\(key)"#,
      ["certificate", "serial", "unreadable", "validFrom"].map { "why.partial.\($0)" }
    ),
    (#"probe.handshake.\(key(refusal))"#, refusals.map { "probe.handshake.\($0)" }),
    (#"probe.error.\(key(refusal))"#, refusals.map { "probe.error.\($0)" }),
    (
      #"probe.remark.\(remark.identifier)"#,
      [
        "otherKey", "expired", "notYetValid", "outOfOrder", "unreadableCertificates", "issuerNamesRepeated",
        "issuerListOver16KB", "issuerListFull", "unreadableIssuerNames", "clientCertificateWanted",
        "issuerListUnknown",
      ].map { "probe.remark.\($0)" }
    ),
    (
      #"recheck.\(kind).\(state)"#,
      ["kept", "removed", "restored", "moved"].flatMap { kind in
        ["there", "absent", "notSeen"].map { "recheck.\(kind).\($0)" }
      }
    ),
    (#"managed.\($0.rawValue)"#, []),
    (
      #"transcript.open.\($0.rawValue)"#,
      ["noneMatches", "notInStore", "storeNotRead", "listedOnce"].map { "transcript.open.\($0)" }
    ),
    (#"managed.\(source.rawValue)"#, []), (#"recommend.\(recommended(entry).rawValue)"#, []),
    (#"standing.\(standing.rawValue)"#, []), (#"role.\(noted.role.rawValue)"#, []),
    (#"standing.\($0.rawValue)"#, Standing.allCases.map { "standing.\($0.rawValue)" }),
    (#"inspect.group.\($0.role.rawValue)"#, Role.allCases.map { "inspect.group.\($0.rawValue)" }),
    (
      #"inspect.against.\(item.certainty.rawValue)"#,
      ["absentFromPart", "notSeen"].map { "inspect.against.\($0)" }
    ),
    (#"pool.\(server.state.rawValue)"#, PoolInspection.State.allCases.map { "pool.\($0.rawValue)" }),
    (#"pool.column.\($0.rawValue)"#, PoolInspection.Count.allCases.map { "pool.column.\($0.rawValue)" }),
    (
      #"receipt.state.\(result.state.rawValue)"#,
      ["checked", "deleted", "moved", "gone", "restored", "there", "failed"].map { "receipt.state.\($0)" }
    ),
    (
      #"prune.left.\(objection.rawValue)"#,
      ["unreadable", "deletionUnderWay", "notEnded", "inUse"].map { "prune.left.\($0)" }
    ),
    // Looked up, and left out where there is none.
    (#"step.\(key).\(part.rawValue)"#, []), (#"form.\(field.rawValue)"#, []),
  ]

  /// How a handshake can end early.
  static let refusals = ["alert", "closed", "silent", "notUnderstood"]

  /// The verdicts with an advice of their own, instead of the recommendation of their gate.
  static let advised: [Verdict] = [.partial, .crossSigned, .misplaced, .link]

  /// Read as a whole: each entry of the glossary.
  static func isOfGlossary(_ key: String) -> Bool { key.hasPrefix("glossary.") }

  static let optional = Field.allCases.map { "form.\($0.rawValue)" }
}
