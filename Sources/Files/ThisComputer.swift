// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import OtherPrograms
import Paths

/// What this computer shows of a Windows computer around it: in WSL, its drives are mounted.
public struct ThisComputer: Sendable {
  let environment: @Sendable (String) -> String?
  /// The text of /proc/self/mounts, proc(5).
  let mounts: @Sendable () -> String
  /// What `wslpath -u` prints for a Windows path; `nil` when there is no such program or it fails.
  let translated: @Sendable (String) -> String?
  let exists: @Sendable (String) -> Bool

  public init(
    environment: @escaping @Sendable (String) -> String?, mounts: @escaping @Sendable () -> String,
    translated: @escaping @Sendable (String) -> String?, exists: @escaping @Sendable (String) -> Bool
  ) {
    self.environment = environment
    self.mounts = mounts
    self.translated = translated
    self.exists = exists
  }

  /// Where a Windows path is on this computer; `nil` when it cannot be reached from here.
  func path(of windows: WindowsPath) -> String? {
    switch windows.place {
    case .drive(let letter):
      if let mount = mountPoint(of: letter) { return mount.appending(parts: windows.parts) }
      if let spelled = windows.spelled, let path = translated(spelled) { return path }
      // The usual place, automount.root of wsl.conf.
      let usual = "/mnt/\(letter.lowercased())"
      return exists(usual) ? usual.appending(parts: windows.parts) : nil
    case .distribution(let name):
      let path = "".appending(parts: windows.parts)
      // Without the variable, as after sudo, only the file itself shows that it is here.
      guard let own = environment("WSL_DISTRO_NAME") else { return exists(path) ? path : nil }
      return own.lowercased() == name.lowercased() ? path : nil
    case .share: return nil
    }
  }

  /// Where a drive is mounted. If it is mounted twice, the later mount is the visible one.
  ///
  /// Source: tests with the lines of WSL 1 (`C: /mnt/c drvfs …`) and WSL 2
  /// (`C:\134 /mnt/c 9p …,aname=drvfs;path=C:\;uid=1000;…`).
  private func mountPoint(of letter: Character) -> String? {
    var found: String?
    for line in mounts().split(separator: "\n") {
      let fields = line.split(separator: " ").map { Self.unescaped(String($0)) }
      guard fields.count >= 4 else { continue }
      let options = fields[3].split { $0 == "," || $0 == ";" }
      let isDrive = fields[2] == "drvfs" || fields[2] == "9p" && options.contains("aname=drvfs")
      let roots = [fields[0][...]] + options.filter { $0.hasPrefix("path=") }.map { $0.dropFirst(5) }
      if isDrive, roots.contains(where: { Self.isRoot($0, of: letter) }) { found = fields[1] }
    }
    return found
  }

  private static func isRoot(_ source: Substring, of letter: Character) -> Bool {
    let root = source.uppercased()
    return root == "\(letter):" || root == "\(letter):\\" || root == "\(letter):/"
  }

  /// Blanks, tabs, line ends and backslashes are octal in /proc/self/mounts.
  private static func unescaped(_ field: String) -> String {
    var octets: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let octet = rest.popFirst() {
      let digits = rest.prefix(3)
      if octet == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        octets.append(value)
        rest = rest.dropFirst(3)
      } else {
        octets.append(octet)
      }
    }
    return PathText.text(of: octets)
  }
}

extension String {
  fileprivate func appending(parts: [String]) -> String {
    (hasSuffix("/") ? String(dropLast()) : self) + "/" + parts.joined(separator: "/")
  }
}

// MARK: - The real one

extension ThisComputer {
  public static let current = ThisComputer(
    environment: { name in getenv(name).map { PathText.text(of: $0) } },
    mounts: { read("/proc/self/mounts") }, translated: wslPath,
    exists: { access($0.pathOctets, F_OK) == 0 })

  /// A computer's mounts take a few KiB; a container host's, hundreds.
  private static let mostMounts = 1 << 20

  private static func read(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var octets: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while octets.count < mostMounts {
      let count = Glibc.read(descriptor, &block, block.count)
      guard count > 0 else { break }
      octets += block[..<count]
    }
    return PathText.text(of: octets)
  }

  private static let wslPath: @Sendable (String) -> String? = { windows in
    guard let program = InstalledProgram("wslpath", in: getenv("PATH").map { PathText.text(of: $0) }),
      let child = try? ChildProcess(program.path, ["-u", windows], environment: ["LC_ALL=C.UTF-8"])
    else { return nil }
    try? ChildProcess.finish([child], silence: .seconds(5), stop: nil)
    let line = child.output.prefix { $0 != UInt8(ascii: "\n") }
    return child.code == 0 && line.first == UInt8(ascii: "/") ? PathText.text(of: line) : nil
  }
}
