// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

// A lock on the folder itself shows who owns it and whether the owner still runs:
//
// 1. The process that creates a folder locks it, and the system releases the lock when the process ends,
//    however it ends.
// 2. A sweep locks each folder first. A folder that cannot be locked belongs to a running process.
// 3. A folder that was swept between its creation and its locking is not used; another one is created.

/// A folder for `net`'s temporary files, which are not needed afterward.
final class ScratchFolder {
  let path: String
  /// Holds the lock; not inherited by children.
  private let descriptor: Int32

  /// Followed by six letters and digits.
  private static let prefix = "lync-pin-wizard-scratch."

  init(in folder: String) throws(NetError) {
    for _ in 0..<100 {
      var name = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&name) != nil else { throw .cannotStart(code: errno) }
      let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let descriptor = Self.lock(path) {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
    }
    throw .cannotStart(code: EBUSY)
  }

  deinit { close(descriptor) }

  /// Makes `net` use this folder for its files. The option also identifies the children of this run.
  var option: String { Self.option(path) }

  private static func option(_ path: String) -> String { "--option=lock directory=\(path)" }

  func remove() { Self.remove(path) }

  /// - Returns: the descriptor that holds the lock; `nil` when another process holds it, or the folder is
  ///   gone.
  private static func lock(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var opened = stat()
    var named = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &opened) == 0,
      lstat(path, &named) == 0,
      opened.st_ino == named.st_ino, opened.st_dev == named.st_dev, opened.st_uid == geteuid()
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Removes a folder and its content. `net` creates plain files, sockets, and folders one level deep.
  private static func remove(_ path: String) {
    for name in names(in: path) {
      let inner = "\(path)/\(name)"
      if unlink(inner.pathOctets) != 0 { remove(inner) }
    }
    rmdir(path)
  }

  private static func names(in path: String) -> [String] {
    guard let list = opendir(path.pathOctets) else { return [] }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = PathText.text(of: FolderEntry.name(entry))
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

// MARK: - What killed runs left behind

extension ScratchFolder {
  /// Kills the calls of runs that were killed, and removes their folders. Such a call could still change the
  /// server while it is being read.
  static func sweep(_ folders: [String]) {
    for folder in Set(folders) {
      for name in names(in: folder) where name.hasPrefix(prefix) && name.count == prefix.count + 6 {
        let path = "\(folder)/\(name)"
        guard let descriptor = lock(path) else { continue }
        endCalls(of: path)
        remove(path)
        close(descriptor)
      }
    }
  }

  /// Kills the same user's processes that were started with this folder; each call leads its own process
  /// group.
  private static func endCalls(of path: String) {
    let mark = option(path)
    for name in names(in: "/proc") {
      guard let process = pid_t(name), process > 1, process != getpid() else { continue }
      var status = stat()
      guard stat("/proc/\(name)", &status) == 0, status.st_uid == geteuid(),
        arguments(of: name).contains(mark)
      else { continue }
      kill(getpgid(process) == process ? -process : process, SIGKILL)
    }
  }

  private static func arguments(of process: String) -> [String] {
    let descriptor = open("/proc/\(process)/cmdline", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var octets = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &octets, octets.count)
    return octets.prefix(max(0, count)).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
