// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// One address of a host, with the port.
struct HostAddress {
  /// The numeric form, for users.
  let text: String
  private let storage: sockaddr_storage
  private let length: socklen_t

  var family: Int32 { Int32(storage.ss_family) }

  /// A name may have thousands of addresses; trying more than this would take too long.
  private static let most = 16

  /// Looks up the host. This cannot be canceled: the C library waits for the name servers by its own rules.
  ///
  /// - Throws: `ProbeError.hostNotFound` or `.lookupFailed`.
  static func all(of host: String, port: UInt16) throws(ProbeError) -> [HostAddress] {
    let (list, code) = lookUp(host, port: port, flags: 0)
    defer { freeaddrinfo(list) }
    switch code {
    case 0: break
    case EAI_NONAME, noAddress: throw .hostNotFound
    case EAI_SYSTEM: throw .lookupFailed(reason: String(cString: strerror(errno)))
    default: throw .lookupFailed(reason: String(cString: gai_strerror(code)))
    }
    var addresses: [HostAddress] = []
    var entry = list
    while let info = entry?.pointee, addresses.count < most {
      if let address = HostAddress(info), !addresses.contains(where: { $0.text == address.text }) {
        addresses.append(address)
      }
      entry = info.ai_next
    }
    guard !addresses.isEmpty else { throw .hostNotFound }
    return addresses
  }

  /// Whether this is already an address, in any form that the C library accepts.
  static func isAddress(_ host: String) -> Bool {
    let (list, code) = lookUp(host, port: 1, flags: AI_NUMERICHOST)
    freeaddrinfo(list)
    return code == 0
  }

  /// EAI_NODATA of netdb.h, a GNU extension: the name exists, but has no address.
  private static let noAddress: Int32 = -5

  private static func lookUp(
    _ host: String, port: UInt16, flags: Int32
  ) -> (UnsafeMutablePointer<addrinfo>?, Int32) {
    var wanted = addrinfo()
    wanted.ai_family = AF_UNSPEC
    wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    wanted.ai_flags = AI_NUMERICSERV | flags
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &wanted, &list)
    return (code == 0 ? list : nil, code)
  }

  private init?(_ info: addrinfo) {
    guard let address = info.ai_addr, Int(info.ai_addrlen) <= MemoryLayout<sockaddr_storage>.size else {
      return nil
    }
    var storage = sockaddr_storage()
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
    }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(
        address, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    self.storage = storage
    length = info.ai_addrlen
    self.text = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// connect(2).
  func connect(_ descriptor: Int32) -> Int32 {
    withUnsafePointer(to: storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, length) }
    }
  }
}
