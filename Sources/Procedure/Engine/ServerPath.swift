// SPDX-License-Identifier: GPL-3.0-or-later

public import Article

extension WindowsServer {
  public var path: any ServerPath.Type {
    switch self {
    case .windowsServer2008: WindowsServer2008.self
    case .windowsServer2012: WindowsServer2012.self
    case .windowsServer2012R2: WindowsServer2012R2.self
    }
  }
}

/// The differences between the versions. A conforming type lists its own steps; no step checks the server
/// version.
public protocol ServerPath: Sendable {
  static var server: WindowsServer { get }
  /// The checks before any certificate is examined.
  ///
  /// - Parameter revision: the revision of the procedure with which the session began.
  static func checks(of revision: Int) -> [Item]
  /// The article's section that opens the two tools.
  static var opening: [Step] { get }
}

/// Checks for all versions.
///
/// Source: Lync documentation on PIN authentication (Get-CsClientPinInfo, Set-CsWebServiceConfiguration) and
/// the article's own event text, which blames the network first.
public enum CommonChecks {
  public static let event = Step.added("before.event", .check, skippable: true)
  static let pin = Step.added("before.pin", .check, skippable: true)
  static let ports = Step.added("before.ports", .check, skippable: true)
  static let pinAuthentication = Step.added("before.pinauth", .check, skippable: true)
  /// The certificates that phones are configured to trust: none of them may be deleted.
  ///
  /// Source: New-CsWebTrustedCACertificate (“TrustedCACerts” of Get-CsWebServiceConfiguration names
  /// certificates by thumbprint and store).
  public static let phoneTrust = Step.added("before.trusted", .check, skippable: true)
  static let time = Step.added("before.time", .check, skippable: true)

  /// The list of trusted certificates is requested together with the PIN authentication settings.
  static func all(of revision: Int) -> [Item] {
    let trust = revision < 2 ? [] : [Item(phoneTrust, PhoneTrustList())]
    return [Item(event, Check()), Item(pin, Check()), Item(ports, Check()), Item(pinAuthentication, Check())]
      + trust + [Item(time, Check())]
  }
}

public enum WindowsServer2008: ServerPath {
  public static let server = WindowsServer.windowsServer2008
  public static func checks(of revision: Int) -> [Item] { CommonChecks.all(of: revision) }
  public static let opening = (1...3).map { Step.article(.windowsServer2008, $0, .act) }
}

public enum WindowsServer2012: ServerPath {
  public static let server = WindowsServer.windowsServer2012
  public static func checks(of revision: Int) -> [Item] {
    revision < 4 ? WindowsServer2012R2.checks(of: revision) : CommonChecks.all(of: revision)
  }
  public static let opening = (1...4).map { Step.article(.windowsServer2012, $0, .act) }
}

/// The article's path for Windows Server 2012, with one more check.
public enum WindowsServer2012R2: ServerPath {
  public static let server = WindowsServer.windowsServer2012R2
  /// With session tickets enabled, 2012 R2 with Lync Server 2013 shows similar errors (KB 2901554).
  public static func checks(of revision: Int) -> [Item] {
    CommonChecks.all(of: revision) + [Item(Step.added("before.tickets", .check, skippable: true), Check())]
  }
  public static var opening: [Step] { WindowsServer2012.opening }
}
