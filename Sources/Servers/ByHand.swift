// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure
import Stores

/// By hand: only the admin looks and acts.
public final class ByHand: ServerAccess {
  public let source = FactSource.typed

  public init() {}

  public func statement(_ field: Field) -> String? { nil }
  public var phoneTrust: [Thumbprint]? { nil }
  public func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] { [] }
  public func continues(below id: NotedID) -> Bool? { nil }
  public func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { nil }
  public func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { nil }
  public var editor: (any StoreEditor)? { nil }
}
