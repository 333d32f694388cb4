// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import PseudoTerminal

/// What goes wrong at one system call of a run.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// SIGKILL as the call begins: it is not carried out.
    case kill
    /// The call fails and does nothing. The error's name as strace knows it.
    case error(String)
    /// The call writes half of the bytes and says so.
    case shortWrite
    /// The call writes half of the bytes, and SIGKILL comes.
    case tornWrite
  }

  public let kind: Kind
  public let call: String
  public let ordinal: Int
  /// Whether it meets a file that was handed over, and none of the wizard's own.
  let isOnInput: Bool

  public init(_ kind: Kind, _ call: SystemCall) {
    self.kind = kind
    self.call = call.name
    ordinal = call.ordinal
    isOnInput = !call.arguments.contains("/state")
  }

  /// Calls that are made to fail, and with what: what a full disk, a full quota and a broken disk do.
  static let failing: Set<String> = [
    "open", "openat", "write", "pwrite64", "fdatasync", "fsync", "rename", "renameat", "flock", "mkdir",
    "link",
    "linkat", "unlink", "ftruncate",
  ]
  static let errors = ["EIO", "ENOSPC", "EDQUOT"]

  /// Every fault of these kinds at one call.
  public static func all(at call: SystemCall, canShorten: Bool) -> [Fault] {
    var kinds: [Kind] = [.kill]
    if failing.contains(call.name) { kinds += errors.map(Kind.error) }
    if canShorten, call.name == "write" || call.name == "pwrite64" { kinds += [.shortWrite, .tornWrite] }
    return kinds.map { Fault($0, call) }
  }

  public var description: String {
    switch kind {
    case .kill: "SIGKILL at \(call) \(ordinal)"
    case .error(let name): "\(name) at \(call) \(ordinal)"
    case .shortWrite: "a short write at \(call) \(ordinal)"
    case .tornWrite: "SIGKILL within \(call) \(ordinal)"
    }
  }

  /// For counts: without the place.
  public var title: String {
    switch kind {
    case .kill: "SIGKILL at \(call)"
    case .error(let name): "\(name) at \(call)"
    case .shortWrite: "short \(call)"
    case .tornWrite: "SIGKILL within \(call)"
    }
  }

  public var kills: Bool { kind == .kill || kind == .tornWrite }

  /// What a clear message can say of the error, in the C library's words.
  var reasons: [String] {
    let codes: [Int32]
    switch kind {
    case .error("EIO"): codes = [EIO]
    case .error("ENOSPC"): codes = [ENOSPC]
    case .error("EDQUOT"): codes = [EDQUOT]
    default: codes = [ENOSPC, EIO]
    }
    return codes.map { String(cString: strerror($0)) }
  }
}

/// strace, which can make system calls fail.
public enum Tracing {
  public static let tracer = "/usr/bin/strace"

  /// It may be missing, and a container may forbid it.
  public static let canInject: Bool = {
    guard access(tracer, X_OK) == 0,
      let terminal = try? PseudoTerminal.spawn(tracer, ["-f", "-o", "/dev/null", "/bin/true"])
    else { return false }
    return (try? terminal.waitForExit()) == .code(0)
  }()

  /// For a program that was built with AddressSanitizer: its search for leaks traces the program too, and a program
  /// has one tracer only.
  private static let withoutLeaks = ["-E", "LSAN_OPTIONS=detect_leaks=0"]

  /// A command that runs another with a fault.
  ///
  /// - Parameter fault: as strace's `inject=` takes it.
  public static func inject(_ fault: String) -> [String] {
    [tracer, "-f", "-o", "/dev/null"] + withoutLeaks + ["-e", "inject=\(fault)"]
  }

  /// A command that runs another with a fault, or none, and writes down its calls.
  ///
  /// - Parameter shortener: the built `short-writes.c`.
  static func command(_ fault: Fault?, shortener: String?, trace: String) -> [String] {
    let names = Trace.names.map { "?\($0)" }.joined(separator: ",")
    var command =
      [tracer, "-f", "-qq", "-y", "-s", "0", "-o", trace, "-e", "trace=\(names)", "-e", "signal=none"]
      + withoutLeaks
    guard let fault else { return command }
    let place = "\(fault.call):when=\(fault.ordinal)"
    switch fault.kind {
    case .kill: command += ["-e", "inject=\(place):signal=KILL"]
    case .error(let name): command += ["-e", "inject=\(place):error=\(name)"]
    case .shortWrite, .tornWrite:
      let isTorn = fault.kind == .tornWrite
      for variable in [
        // AddressSanitizer wants to be loaded first, and minds whatever is not.
        "LD_PRELOAD=\(shortener ?? "")", "ASAN_OPTIONS=verify_asan_link_order=0",
        "SHORT_WRITE_CALL=\(fault.call)",
        "SHORT_WRITE_NUMBER=\(fault.ordinal)", "SHORT_WRITE_KILLS=\(isTorn ? 1 : 0)",
      ] { command += ["-E", variable] }
    }
    return command
  }
}
