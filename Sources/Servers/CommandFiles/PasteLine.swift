// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import Substrings

/// One line for the server's own prompt that puts its certificate stores on the clipboard, and how its text
/// is checked when it arrives.
///
/// ```
/// LYNC-PIN-WIZARD
///
/// HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\<thumbprint>
///     Blob    REG_BINARY    0300000001000000…
///
/// SHA1 hash of file lpw:
/// 8e 0f …
/// CertUtil: -hashfile command completed successfully.
/// ```
/// It only reads: reg.exe shows the certificates themselves and their physical stores, and needs no
/// PowerShell; certutil's SHA-1 of all that comes before it is the mark at the end. What it writes on the way
/// lies in the folder for temporary files of the person who is signed in, where nobody else can have put a
/// link, and is deleted. The line has no quotes, so that a PowerShell can pass it on; and of what can be
/// written in several ways, it has the way that Wine's cmd knows as well.
///
/// Source: Microsoft's pages on `reg query`, `certutil -hashfile` and `clip`, all part of Windows Server 2008
/// and later; System Store Locations (win32 documentation) for the keys. The lines were run by Wine's cmd,
/// but have not been tried on Windows.
public enum PasteLine {
  /// The first line of what it prints: text before it, such as a copied prompt, does not count.
  public static let opening = "LYNC-PIN-WIZARD"

  private static let start = "cd /d %TEMP%&echo \(opening)>lpw&"
  private static let end = "&certutil -hashfile lpw>lpx&type lpx>>lpw&clip<lpw&del lpw lpx"

  /// For `cmd.exe`.
  public static let commandPrompt =
    start + #"(for %s in (Microsoft\System Microsoft\Enterprise Policies\Microsoft\System) "#
    + #"do @reg query HKLM\SOFTWARE\%sCertificates /s>>lpw)"# + end

  /// For PowerShell, from version 2 on.
  public static let powerShell = "cmd /c '\(commandPrompt)'"

  /// For a server on which reg.exe is forbidden: certutil describes the certificates, without the certificates
  /// themselves.
  public static let certutil =
    start + #"(for %s in (root authroot ca) do @for %t in (-store "-enterprise -store" "#
    + #""-grouppolicy -store") do @certutil %~t %s>>lpw)"# + end

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

  /// Checks every copy in a text, because one that was cut off is often pasted again right away.
  ///
  /// - Parameter text: with line ends of any kind.
  /// - Returns: `nil` for text that does not come from this line; otherwise the best that is said of a copy,
  ///   and the text with the copies of which it is said, and with what was before the first.
  public static func check(_ text: String) -> (check: Check, text: String)? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let starts = lines.indices.filter { lines[$0].hasSuffix(opening) && !lines[$0].holds("echo ") }
    guard let first = starts.first else { return nil }
    let ends = starts.dropFirst() + [lines.endIndex]
    let copies = zip(starts, ends).map { start, end in (lines[start..<end], check(lines[start..<end])) }
    let best = [.whole, .unverified, .changed].first { best in copies.contains { $0.1 == best } }
    guard let best else { return (copies[copies.count - 1].1, text) }
    let kept = copies.filter { $0.1 == best }.flatMap { [Substring(opening)] + $0.0.dropFirst() }
    return (best, (lines[..<first] + kept).joined(separator: "\n"))
  }

  /// - Parameter lines: from the first line of a copy on.
  private static func check(_ lines: ArraySlice<Substring>) -> Check {
    let first = lines.startIndex
    guard let last = lines.lastIndex(where: { digest($0) != nil }), last > first + 1,
      let expected = digest(lines[last])
    else { return .cut(lines: lines.count) }
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
