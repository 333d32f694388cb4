// SPDX-License-Identifier: GPL-3.0-or-later

public import Article

/// The steps that differ from server to server. They are data of its Windows and of its product; no step
/// checks a version.
public struct ServerPath: Sendable {
  /// The checks before any certificate is examined.
  public let checks: [Item]
  /// The section that opens the two tools.
  public let opening: [Step]

  public init(checks: [Item], opening: [Step]) {
    (self.checks, self.opening) = (checks, opening)
  }

  /// - Parameters:
  ///   - product: `nil` in sessions that began before it was asked for.
  ///   - revision: the revision of the procedure with which the session began.
  public init(_ windows: WindowsServer, _ product: Product?, revision: Int = Start.procedureRevision) {
    // Before revision 4, 2012 included R2.
    let isUnsplit = revision < 4 && windows == .windowsServer2012
    let own = (isUnsplit ? .windowsServer2012R2 : windows).ownChecks
    let needed = own.filter { product?.windowsChecks.contains($0) ?? true }
    func check(_ step: Step) -> Item { Item(step, Check()) }
    // The list of trusted certificates is requested together with the PIN authentication settings.
    let trust = revision < 2 ? [] : [Item(Checks.phoneTrust, PhoneTrustList())]
    let common = [Checks.event, Checks.pin, Checks.ports, Checks.pinAuthentication]
    checks =
      ((product?.firstChecks ?? []) + common).map(check) + trust + ([Checks.time] + needed).map(check)
    opening = windows.opening
  }
}

extension Start {
  public var path: ServerPath { ServerPath(server, product, revision: procedure) }
}
