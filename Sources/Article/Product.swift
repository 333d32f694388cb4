// SPDX-License-Identifier: GPL-3.0-or-later

/// The product whose Front End it is. It decides the names of the program, of its first link and of its shell, some
/// checks, and how the services are restarted; Windows is chosen separately.
///
/// Texts of a product are in Locales, under the key of the text and the product's name.
/// Source of what differs: the Skype for Business Server 2015 documentation (MicrosoftDocs/OfficeDocs-SkypeForBusiness).
public enum Product: String, Hashable, Sendable, CaseIterable {
  case lync2010
  case lync2013
  case skypeForBusiness2015 = "sfb2015"
}

extension Product {
  /// What people call it by, if they do not write its name.
  public var year: String {
    switch self {
    case .lync2010: "2010"
    case .lync2013: "2013"
    case .skypeForBusiness2015: "2015"
    }
  }

  /// The checks before all others.
  ///
  /// Source: “Disable TLS 1.0/1.1 in Skype for Business Server 2015”: possible from Cumulative Update 9 on, and the phones
  /// do not work without TLS 1.0.
  public var firstChecks: [Step] {
    switch self {
    case .lync2010, .lync2013: []
    case .skypeForBusiness2015: [Checks.oldTLS]
    }
  }

  /// Those of a Windows version's checks that it needs.
  ///
  /// Source: KB 2901554, which names Lync Server 2013 on Windows Server 2012 R2 alone.
  public var windowsChecks: Set<Step> {
    switch self {
    case .lync2013: [Checks.sessionTickets]
    case .lync2010, .skypeForBusiness2015: []
    }
  }
}

// MARK: - Its programs

extension Product {
  /// Whether one server of a pool can be drained, stopped and brought back.
  ///
  /// Source: Invoke-CsComputerFailOver, “applicable: Skype for Business Server 2015, 2019”.
  public var hasComputerFailOver: Bool {
    switch self {
    case .lync2010, .lync2013: false
    case .skypeForBusiness2015: true
    }
  }

  /// The folder of its programs in the Start menu; `nil` where the documentation disagrees.
  public var startMenuFolder: String? {
    switch self {
    case .lync2010, .lync2013: "Microsoft Lync Server"
    case .skypeForBusiness2015: nil
    }
  }
}

// MARK: - Where it is supported

extension Product {
  /// What Microsoft's lists of supported versions say of a product on a version of Windows.
  public enum Support: Hashable, Sendable {
    case listed
    /// Under a condition, such as an update; the texts name it.
    case conditional
    case notListed
  }

  /// Source: “Server and tools operating system support in Lync Server 2013”, “Server requirements for Skype for Business
  /// Server 2015”; for Lync Server 2010 its Supportability Guide.
  public func support(on windows: WindowsServer) -> Support {
    switch (self, windows) {
    case (.lync2010, .windowsServer2008), (.lync2013, .windowsServer2008), (.lync2013, .windowsServer2012):
      .listed
    case (.skypeForBusiness2015, .windowsServer2012), (.skypeForBusiness2015, .windowsServer2012R2): .listed
    case (.lync2013, .windowsServer2012R2): .conditional
    case (.skypeForBusiness2015, .windowsServer2008), (.skypeForBusiness2015, .windowsServer2016),
      (.skypeForBusiness2015, .windowsServer2019):
      .conditional
    case (.lync2010, .windowsServer2012), (.lync2010, .windowsServer2012R2), (.lync2010, .windowsServer2016),
      (.lync2010, .windowsServer2019):
      .notListed
    case (.lync2013, .windowsServer2016), (.lync2013, .windowsServer2019): .notListed
    }
  }
}

/// A product on which Lync Phone Edition is not supported, so that no session is begun for it.
///
/// Source: “Plan for clients and devices in Skype for Business Server”, Legacy clients.
public enum ProductWithoutPhones: String, Error, Hashable, Sendable, CaseIterable {
  case skypeForBusiness2019 = "sfb2019"

  public var year: String {
    switch self {
    case .skypeForBusiness2019: "2019"
    }
  }
}
