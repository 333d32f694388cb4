// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Stores
import Substrings
import Texts

// `certutil -store`: the shape of the text is that of Windows Server 2008 R2 to 2012 R2.
//
// Source: genuine listings in English, French and German; where none is at hand, names like those of the
// certificate's window.

extension Desktop {
  /// The certificates of a store, as certutil names it.
  ///
  /// - Parameter name: `Root`, `AuthRoot`, `CA` or `My`.
  func certutil(_ name: String, in place: Place = .local) -> [String] {
    listing(name, certificates(of: name, in: place))
  }

  /// The part of a store that certutil shows.
  enum Place: CaseIterable {
    case local, enterprise, groupPolicy

    var option: String {
      switch self {
      case .local: ""
      case .enterprise: "-enterprise "
      case .groupPolicy: "-grouppolicy "
      }
    }
  }

  /// What `PasteLine.certutil` puts on the clipboard, with LF at the ends of lines.
  var certutilText: String {
    ["root", "authroot", "ca"].flatMap { name in
      Place.allCases.flatMap { certutil(name, in: $0) }
    }.map { "\($0)\n" }.joined()
  }

  private func certificates(of name: String, in place: Place) -> [Certificate] {
    let physical: PhysicalStore =
      switch place {
      case .local: name.lowercased() == "authroot" ? .authRoot : .registry
      case .enterprise: .enterprise
      case .groupPolicy: .groupPolicy
      }
    switch name.lowercased() {
    case "my": return machine.path.suffix(1)
    case "ca": return machine.entries(of: .intermediate, in: physical).map(\.certificate)
    default: return machine.entries(of: .trustedRoot, in: physical).map(\.certificate)
    }
  }

  /// A listing of certutil.
  func listing(_ name: String, _ certificates: [Certificate]) -> [String] {
    [name]
      + certificates.enumerated().flatMap { block($0.element, number: $0.offset) }
      + ["CertUtil: -store command completed successfully."]
  }

  private func block(_ certificate: Certificate, number: Int) -> [String] {
    [
      "================ \(texts("label.certificateWindow")) \(number) ================",
      "\(texts("label.serialNumber")): \(Hexadecimal.text(certificate.serial.bytes))",
      "\(texts("label.issuer")): \(certificate.issuer.detailLines.map(Self.pair).joined(separator: ", "))",
      " \(texts("desktop.certutil.notBefore")): \(moment(certificate.notBefore))",
      " \(texts("desktop.certutil.notAfter")): \(moment(certificate.notAfter))",
      "\(texts("label.subject")): \(certificate.subject.detailLines.map(Self.pair).joined(separator: ", "))",
      "\(texts("desktop.certutil.hash")): "
        + certificate.thumbprint.bytes.map { Hexadecimal.text([$0]) }.joined(separator: " "),
      "",
    ]
  }

  /// `CN=Contoso`, where the certificate's window has `CN = Contoso`.
  private static func pair(_ line: String) -> String {
    guard let equals = line.place(of: " = ") else { return line }
    return "\(line[..<equals.lowerBound])=\(line[equals.upperBound...])"
  }

  private func moment(_ instant: Instant?) -> String {
    instant.map { "\(shortDate($0)) \(shortTime($0))" } ?? ""
  }
}

/// The server's clipboard after one of the wizard's lines.
struct ClipboardWindow: Window {
  let line: PasteLine.Kind

  func screen(_ desktop: Desktop) -> Screen {
    var screen = Screen(
      desktop.wording("practice.desktop.clipboard"),
      choices: [Screen.Choice(desktop.texts("label.ok")) { $0.close() }])
    screen.hint = desktop.wording("practice.desktop.copy")
    screen.copied = line == .certutil ? desktop.certutilText : desktop.machine.pasted
    return screen
  }
}
