// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Testing

/// A listener on a free port of this computer that never takes a connection: the kernel takes it, nobody speaks.
class SilentListener {
  let port: UInt16
  fileprivate let descriptor: Int32

  /// - Parameter backlog: how many connections the kernel takes.
  init(backlog: Int32 = 8) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = Self.withGeneric(&address) { bind(descriptor, $0, length) }
    try #require(code == 0)
    try #require(listen(descriptor, backlog) == 0)
    _ = Self.withGeneric(&address) { getsockname(descriptor, $0, &length) }
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  private static func withGeneric<Value>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }

  /// A port where nobody listens: one that was free a moment ago.
  static func freePort() throws -> UInt16 { try SilentListener().port }

  /// Connections that the kernel takes in place of others, until it takes no more.
  func fill() -> [Int32] {
    (0..<4).map { _ in
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let client = socket(AF_INET, kind, 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      address.sin_port = port.bigEndian
      _ = Self.withGeneric(&address) { connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      return client
    }
  }
}

/// Takes one connection, waits for the first words of the client, answers what the script says, and closes, or keeps
/// silent.
final class ScriptedServer: SilentListener {
  private final class Work {
    let listener: Int32
    let answer: [UInt8]
    let closes: Bool
    let waits: Bool
    var heard: [UInt8] = []

    init(_ listener: Int32, _ answer: [UInt8], closes: Bool, waits: Bool) {
      self.listener = listener
      self.answer = answer
      self.closes = closes
      self.waits = waits
    }
  }

  private var work: Work?
  private var thread = pthread_t()

  /// - Parameters:
  ///   - closes: else it keeps the connection until the client leaves.
  ///   - waits: for the client's first words.
  init(_ answer: [UInt8], closes: Bool = true, waits: Bool = true) throws {
    try super.init()
    let work = Work(descriptor, answer, closes: closes, waits: waits)
    let argument = Unmanaged.passRetained(work).toOpaque()
    try #require(pthread_create(&thread, nil, { ScriptedServer.serve($0) }, argument) == 0)
    self.work = work
  }

  deinit { join() }

  private func join() {
    guard work != nil else { return }
    work = nil
    // Wakes an accept(2) that nobody answers.
    shutdown(descriptor, Int32(SHUT_RDWR))
    pthread_join(thread, nil)
  }

  /// What the client said first. Ends the server.
  func heard() -> [UInt8] {
    let work = work
    join()
    return work?.heard ?? []
  }

  private static func serve(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
    let client = accept(work.listener, nil, nil)
    guard client >= 0 else { return nil }
    defer { close(client) }
    var block = [UInt8](repeating: 0, count: 16384)
    if work.waits {
      let count = recv(client, &block, block.count, 0)
      work.heard = Array(block[..<max(0, count)])
    }
    var rest = work.answer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return nil }
      rest = rest.dropFirst(count)
    }
    if work.closes { shutdown(client, Int32(SHUT_WR)) }
    // Until the client leaves: closing with unread octets would reset the connection.
    while recv(client, &block, block.count, 0) > 0 {}
    return nil
  }
}

/// The plain-text messages of a TLS 1.2 server, up to ServerHelloDone: no key is needed to send them.
enum Flight {
  /// - Parameter number: the record's type; 22 is a handshake message, 21 an alert.
  static func records(_ messages: [UInt8], number: UInt8 = 22) -> [UInt8] {
    // A record holds 16 KiB at the most (RFC 5246 § 6.2.1).
    stride(from: 0, to: messages.count, by: 16384).flatMap { start -> [UInt8] in
      let part = messages[start..<min(start + 16384, messages.count)]
      return [number, 3, 3] + vector(Array(part), 2)
    }
  }

  static func message(_ kind: UInt8, _ body: [UInt8]) -> [UInt8] { [kind] + vector(body, 3) }

  /// With the length in front.
  static func vector(_ octets: [UInt8], _ lengthOctets: Int) -> [UInt8] {
    (0..<lengthOctets).reversed().map { UInt8(truncatingIfNeeded: octets.count >> (8 * $0)) } + octets
  }

  /// TLS 1.2, TLS_RSA_WITH_AES_128_CBC_SHA, and none of the extensions that RFC 5746 wants.
  static let hello = message(2, [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0x00, 0x2F, 0])

  static func certificateBody(_ certificates: [[UInt8]]) -> [UInt8] {
    vector(certificates.flatMap { vector($0, 3) }, 3)
  }

  static func requestBody(_ names: [[UInt8]]) -> [UInt8] {
    vector([1, 64], 1) + vector([4, 1, 4, 3], 2) + vector(names.flatMap { vector($0, 2) }, 2)
  }

  static func certificate(_ certificates: [[UInt8]]) -> [UInt8] {
    message(11, certificateBody(certificates))
  }
  static func request(_ names: [[UInt8]]) -> [UInt8] { message(13, requestBody(names)) }

  static func alert(_ number: UInt8) -> [UInt8] { records([2, number], number: 21) }
}
