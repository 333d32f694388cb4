// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// Files that are read and written in one go.
public enum WholeFile {
  public static func bytes(_ path: String) throws(Unexpected) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Unexpected("cannot open \(path): \(reason)") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &block, block.count)
      guard count >= 0 else { throw Unexpected("cannot read \(path): \(reason)") }
      guard count > 0 else { return bytes }
      bytes += block[..<count]
    }
  }

  public static func text(_ path: String) throws(Unexpected) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// Creates a file or replaces what is in it.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(Unexpected) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Unexpected("cannot create \(path): \(reason)") }
    defer { close(descriptor) }
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Unexpected("cannot write \(path): \(reason)") }
      rest = rest.dropFirst(count)
    }
  }

  /// The permission bits; 0 where there is no such file.
  public static func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  /// Whether it is an ordinary file: no folder, link or pipe.
  public static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The names in a folder, sorted; none where there is no such folder.
  public static func names(in folder: String) -> [String] {
    octetNames(in: Array(folder.utf8CString)).map {
      String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }.sorted()
  }

  /// - Parameter folder: a path with its zero at the end; names come without one.
  static func octetNames(in folder: [CChar]) -> [[CChar]] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = FolderEntry.name(entry).map(CChar.init(bitPattern:))
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
