// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts

/// One line for the server's own prompt that puts its certificate stores on the clipboard, and how its text
/// is checked when it arrives.
///
/// ```
/// LYNC-PIN-WIZARD
///
/// HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\<thumbprint>
///     Blob    REG_BINARY    0300000001000000…
///
/// SHA1 hash of file C:\Windows\Temp\lpw:
/// 8e 0f …
/// CertUtil: -hashfile command completed successfully.
/// ```
/// It only reads: reg.exe shows the certificates themselves and their physical stores, and needs no
/// PowerShell; certutil's SHA-1 of all that comes before it is the mark at the end. No path in it has a
/// blank, so that the line needs no quotes, and a PowerShell can pass it on.
///
/// Source: Microsoft's pages on `reg query`, `certutil -hashfile` and `clip`, all part of Windows Server 2008
/// and later; System Store Locations (win32 documentation) for the keys. The line itself has not been tried
/// on Windows.
public enum PasteLine {
  /// The first line of what it prints: text before it, such as a copied prompt, does not count.
  public static let opening = "LYNC-PIN-WIZARD"

  /// For `cmd.exe`.
  public static let commandPrompt =
    #"cd /d %WINDIR%\Temp&(echo \#(opening)&for %s in (Microsoft\SystemCertificates "#
    + #"Microsoft\EnterpriseCertificates Policies\Microsoft\SystemCertificates) "#
    + #"do @reg query HKLM\SOFTWARE\%s /s)>lpw&(type lpw&certutil -hashfile lpw)|clip&del lpw"#

  /// For PowerShell, from version 2 on.
  public static let powerShell = "cmd /c '\(commandPrompt)'"

  /// For a server on which reg.exe is forbidden: certutil describes the certificates, without the certificates
  /// themselves.
  public static let certutil =
    "(for %s in (root authroot ca) do @certutil -store %s&certutil -enterprise -store %s"
    + "&certutil -grouppolicy -store %s)|clip"

  /// The lines by what they need.
  public enum Kind: CaseIterable, Sendable {
    case commandPrompt, powerShell, certutil

    public var line: String {
      switch self {
      case .commandPrompt: PasteLine.commandPrompt
      case .powerShell: PasteLine.powerShell
      case .certutil: PasteLine.certutil
      }
    }

    /// Whether a text is this line, wherever a terminal broke it.
    public func isMeant(by typed: String) -> Bool {
      line.filter { !$0.isWhitespace } == typed.filter { !$0.isWhitespace }
    }
  }

  /// What its mark at the end says.
  public enum Check: Hashable, Sendable {
    /// Not a character is missing or changed.
    case whole
    /// The mark is there, but covers characters that have other octets on the server.
    case unverified
    /// The mark is missing: the text was cut off.
    case cut(lines: Int)
    /// The text is not what the mark was computed for.
    case changed
  }

  /// - Parameter text: with line ends of any kind.
  /// - Returns: `nil` for text that does not come from this line.
  public static func check(_ text: String) -> Check? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.firstIndex(where: { $0.hasSuffix(opening) && !$0.contains("echo ") }) else {
      return nil
    }
    guard let last = lines.lastIndex(where: { digest($0) != nil }), last > first + 1,
      let expected = digest(lines[last])
    else { return .cut(lines: lines.count - first) }
    var octets: [UInt8] = []
    // The line before the digest is certutil's heading.
    for line in [Substring(opening)] + lines[(first + 1)..<(last - 1)] {
      octets += line.utf8
      octets += [0x0D, 0x0A]
    }
    if Digest.sha1(octets) == expected { return .whole }
    return octets.allSatisfy { $0 < 0x80 } ? .changed : .unverified
  }

  /// A line with 20 octets in hexadecimal, with blanks between them or, from Windows Server 2016 on, without.
  private static func digest(_ line: Substring) -> [UInt8]? {
    let digits = String(line.filter { $0 != " " })
    guard digits.utf8.count == 40, !line.hasPrefix("    ") else { return nil }
    return Hexadecimal.bytes(digits)
  }
}
