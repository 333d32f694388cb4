// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Procedure
import Testing
import Texts
import Words

@Suite("LocalPath")
struct TypedPathTests {
  /// A Debian in WSL 2 with two drives, one of them mounted elsewhere.
  static let wsl = ThisComputer(
    environment: { $0 == "WSL_DISTRO_NAME" ? "Debian" : nil },
    mounts: {
      """
      none /mnt/wsl tmpfs rw,relatime 0 0
      C:\\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\\;uid=1000;gid=1000;symlinkroot=/mnt/,mmap,trans=fd 0 0
      drvfs /win\\040dows/d 9p rw,aname=drvfs;path=D:\\134;uid=1000,trans=fd 0 0
      tools /init 9p ro,aname=tools;fmask=022 0 0
      C:\\134Users /users 9p rw,aname=drvfs;path=C:\\Users;uid=1000 0 0
      E: /mnt/e drvfs rw,noatime 0 0
      """
    },
    translated: { $0 == #"F:\x y\a.cer"# ? "/odd/f/x y/a.cer" : nil },
    exists: { ["/mnt/g", "/tmp/long/root.cer", "/tmp/a\\b.cer", "/tmp/two words.cer"].contains($0) })

  /// A jump host: nothing of Windows can be seen from here.
  static let host = ThisComputer(
    environment: { _ in nil }, mounts: { "/dev/sda1 / ext4 rw 0 0\n" }, translated: { _ in nil },
    exists: { ["/home/me/root.cer", "/mnt/c/Users/me/root.cer"].contains($0) })

  static let values: [(String, String?)] = [
    ("/tmp/a", "/tmp/a"), ("./a", "./a"), ("../a b", "../a b"), ("a.cer", "a.cer"), ("A.CER", "A.CER"),
    ("x.p7b", "x.p7b"),
    ("'/tmp/a b.cer'", "/tmp/a b.cer"), ("\"/tmp/a.cer\"", "/tmp/a.cer"), ("  /tmp/a  ", "/tmp/a"),
    ("/tmp/a=b.cer", "/tmp/a=b.cer"), ("./CN=x.cer", "./CN=x.cer"), ("root.pem", "root.pem"),
    ("r.der", "r.der"), ("r.crt", "r.crt"),
    ("“/tmp/a.cer”", "/tmp/a.cer"), ("„/tmp/a.cer“", "/tmp/a.cer"), ("‘/tmp/a.cer’", "/tmp/a.cer"),
    ("\u{202A}/tmp/a.cer", "/tmp/a.cer"), ("«/tmp/a.cer»", "/tmp/a.cer"),
    // From a terminal and a file manager
    (#"/tmp/my\ root\(1\).cer"#, "/tmp/my root(1).cer"), (#"/tmp/a\b.cer"#, #"/tmp/a\b.cer"#),
    ("file:///tmp/my%20root.cer", "/tmp/my root.cer"), ("file://localhost/tmp/a.cer", "/tmp/a.cer"),
    ("file:///C:/Users/me/a.cer", "/mnt/c/Users/me/a.cer"),
    // Windows
    (#"C:\Users\me\root.cer"#, "/mnt/c/Users/me/root.cer"),
    ("c:/Users/me/root.cer", "/mnt/c/Users/me/root.cer"),
    (#""C:\Users\me\my root.cer""#, "/mnt/c/Users/me/my root.cer"),
    (#"\\?\C:\Users\me\root.cer"#, "/mnt/c/Users/me/root.cer"),
    (#"D:\x=y.cer"#, "/win dows/d/x=y.cer"), (#"E:\root.cer"#, "/mnt/e/root.cer"),
    (#"F:\x y\a.cer"#, "/odd/f/x y/a.cer"), (#"G:\root.cer"#, "/mnt/g/root.cer"),
    (#"\\wsl$\Debian\home\me\x.cer"#, "/home/me/x.cer"),
    (#"\\wsl.localhost\debian\home\me\x.cer"#, "/home/me/x.cer"),
    // A line break inside
    ("/tmp/lo\nng/root.cer", "/tmp/long/root.cer"), ("/tmp/two\n words.cer", "/tmp/two words.cer"),
    ("'/tmp/lo\r\nng/root.cer'\n", "/tmp/long/root.cer"),
    // Values, not files
    ("CN = Contoso.cer", nil), ("CN=a, O=b", nil), ("61 0f 2a", nil), ("610f2a", nil),
    ("3/1/2011 10:00", nil), ("01/03/2011", nil), ("Tuesday, March 1, 2011", nil), ("", nil), ("'", nil),
    ("''", nil), ("~", nil), ("a.txt", nil), ("/tmp/a\n/tmp/b", nil), ("CN = a\nO = b.cer", nil),
    ("cer", nil), ("C:", nil), ("\\\\", nil), ("CN=a\\, b", nil),
  ]

  @Test("takes for a file only what can be nothing else", arguments: values.indices)
  func typed(index: Int) {
    let (text, path) = Self.values[index]
    let found = LocalPath(typed: text, on: Self.wsl)
    #expect(found?.path == path, "\(text.debugDescription)")
    #expect(found?.outside == nil, "\(text.debugDescription)")
  }

  @Test("knows a Windows path that cannot be reached, and says what to do")
  func outside() throws {
    let words = FileWords(wording: Wording())
    let outside: [(String, ThisComputer, String)] = [
      (#"C:\Users\me\root.cer"#, Self.host, "drive C:"), (#"Z:\root.cer"#, Self.wsl, "drive Z:"),
      (#"\\wsl$\Ubuntu\home\me\x.cer"#, Self.wsl, "Ubuntu"), (#"\\fs01\c$\x.cer"#, Self.wsl, "fs01"),
      ("file://fs01/certs/x.cer", Self.wsl, "fs01"),
    ]
    for (text, computer, part) in outside {
      let path = try #require(LocalPath(typed: text, on: computer), "\(text)")
      guard case .failure(let problem) = path.oneCertificate() else {
        Issue.record("\(text) was read")
        continue
      }
      let told = words.text(problem, file: path.typed)
      #expect(told.contains(part) && told.contains("Copy"), "\(told)")
    }
    // Without the name of the distribution, only the file itself tells.
    #expect(LocalPath(path: #"\\wsl$\Debian\home\me\root.cer"#, on: Self.host).path == "/home/me/root.cer")
    #expect(LocalPath(path: #"\\wsl$\Debian\home\me\none.cer"#, on: Self.host).outside != nil)
  }

  @Test("where only a path is expected, any name is one")
  func only() {
    #expect(LocalPath(path: " 'my root' ", on: Self.host).path == "my root")
    #expect(LocalPath(path: "CN=a.cer", on: Self.host).path == "CN=a.cer")
    #expect(LocalPath(path: "/home/me/ro\not.cer", on: Self.host).path == "/home/me/root.cer")
    // The first line alone is the file; the rest belongs to something else.
    #expect(LocalPath(typed: "/home/me/root.cer\n.bak", on: Self.host) == nil)
  }

  @Test("knows the home folder and the file's own name")
  func home() {
    for path in [LocalPath("~/a.cer"), LocalPath(path: "~/a.cer")] {
      #expect(path.path.hasSuffix("/a.cer") && path.path.hasPrefix("/"))
    }
    #expect(LocalPath("/x/y/a.cer").name == "a.cer")
    #expect(LocalPath("~user/a.cer").path == "~user/a.cer")
    // The shell has read what is on the command line.
    #expect(LocalPath(#"/x/a\ b.cer"#).path == #"/x/a\ b.cer"#)
  }
}

@Suite("A label that was pasted with its value")
struct PastedLabelTests {
  private static let tab = """
    Version          V3
    ▸ Serial number │ 0c 12
    Issuer           Contoso Root CA
    Valid from       Tuesday, March 1, 2011 10:00:00 AM
    Valid to         Saturday, March 1, 2031 10:00:00 AM
    Thumbprint       ab cd
    """

  static let cases: [(Field, String, String)] = [
    (.serial, "Serial number 0c 12 ab", "0c 12 ab"), (.serial, "Serial Number: 0c12ab", "0c12ab"),
    (.serial, "serialnumber\t0c12", "0c12"), (.serial, "Seriennummer: 0c12", "0c12"),
    (.serial, "serial=0C12", "0C12"), (.serial, "シリアル番号：0c12", "シリアル番号：0c12"),
    (.thumbprint, "Thumbprint: ab cd", "ab cd"), (.thumbprint, "Fingerabdruck ab cd", "ab cd"),
    (.thumbprint, "Cert Hash(sha1): ab cd", "ab cd"), (.thumbprint, "SHA1 Fingerprint=AB:CD", "AB:CD"),
    (.thumbprint, "Impressão Digital: ab", "ab"),
    (.issuer, "Issuer CN=Contoso Root CA", "CN=Contoso Root CA"),
    (.issuer, "Aussteller:\nCN = Contoso\nO = x", "CN = Contoso\nO = x"),
    (.subject, "Subject : CN=a", "CN=a"),
    (.validFrom, "Valid from Tuesday, March 1, 2011", "Tuesday, March 1, 2011"),
    (.validFrom, "NotBefore: 3/1/2011 10:00", "3/1/2011 10:00"),
    (.validFrom, "\u{200E}Gültig ab Dienstag, 1. März 2011", "Dienstag, 1. März 2011"),
    // The whole tab
    (.serial, tab, "0c 12"), (.issuer, tab, "Contoso Root CA"), (.thumbprint, tab, "ab cd"),
    (.issuer, "Seriennummer 0c 12\nAussteller CN = Contoso\nO = x\nGültig ab heute", "CN = Contoso\nO = x"),
    // No label, another field's label, or nothing but the label
    (.serial, "0c 12", "0c 12"), (.serial, "Serial number", "Serial number"),
    (.issuer, "IssuerCN=a", "IssuerCN=a"), (.issuer, "CN=Issuer, O=x", "CN=Issuer, O=x"),
    (.serial, "Thumbprint: ab", "Thumbprint: ab"), (.server, "Server: fe01", "Server: fe01"),
  ]

  @Test("is taken off, in the server's language, the wizard's, and English", arguments: cases.indices)
  func label(index: Int) {
    let (field, text, value) = Self.cases[index]
    let wording = Wording(language: "pt-BR", windows: "de")
    #expect(PastedLabel(field, wording).value(of: text) == value, "\(text)")
  }

  @Test("is known as every language of Windows writes it", arguments: Wording.languages)
  func languages(language: String) {
    let wording = Wording(windows: language)
    let keys: [(Field, String)] = [
      (.issuer, "issuer"), (.subject, "subject"), (.serial, "serialNumber"), (.validFrom, "validFrom"),
      (.thumbprint, "thumbprint"),
    ]
    for (field, key) in keys {
      let text = wording("label.\(key)") + ": 12"
      #expect(PastedLabel(field, wording).value(of: text) == "12", "\(text)")
    }
  }
}
