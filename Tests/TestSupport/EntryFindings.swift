// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

// What is known of the removal of an entry, whatever stage it has come to.

extension EntryFindings {
  public var decision: JudgedDecision? { removal?.decision }
  public var awaitsDecision: Bool { removal?.awaitsDecision == true }
  public var exportName: ExportName? { removal?.exportName }
  public var proof: ExportProof? { removal?.export?.proof }
  /// What was read from the export.
  public var exported: CertificateFacts? { removal?.export?.certificate }
  public var restoreCard: String? { removal?.restoreCard }
  public var isOrdered: Bool { removal?.isOrdered == true }
}
