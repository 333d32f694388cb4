// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// How an item is answered, in the tests' own words.
public enum Form: Hashable, Sendable {
  case confirmation
  case check
  case value(Field)
  case phoneTrust
  case branch
  case listing
  case origin
  case decision(Verdict)
  case exportName
  case readBack
  case restoreCard
  case deletion
  case report
  case recount
  case presence
  case acknowledgement
  case copy
}

extension Item {
  public var form: Form {
    switch question {
    case is Confirmation, is DeletionWarning: .confirmation
    case is Check: .check
    case let typed as any TypedQuestion: .value(typed.field)
    case is PhoneTrustList: .phoneTrust
    case is PathBranch: .branch
    case is RowList: .listing
    case is RowOrigin: .origin
    case let decision as RowDecision: .decision(decision.verdict)
    case is ExportNaming: .exportName
    case is ReadBack: .readBack
    case is RestoreCardWriting: .restoreCard
    case is DeletionOrder: .deletion
    case is DeletionReport: .report
    case is RowRecount: .recount
    case is MatchPresence: .presence
    case is IntermediateCopy: .copy
    case is Acknowledgement: .acknowledgement
    default: preconditionFailure("the tests have no word for the question of \(key)")
    }
  }
}
