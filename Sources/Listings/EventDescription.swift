// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings

/// The contents of the description of event 47067, in any language: the request, the pool and the address.
///
/// ```
/// Server <pool> did not respond to HTTP request <request> targeted at <address>
/// ```
/// Only the name of the request and the address are the same in every language. In a copy from a web page,
/// the address may be `[shown](real)`, and the two can differ.
struct EventDescription: Hashable {
  var request: LyncEvent.Request?
  var pool: String?
  var address: LyncEvent.Address?
  var remarks: [LyncEvent.Remark] = []

  /// - Parameter strings: the text, or the strings that Windows inserts into it.
  init(_ strings: [String]) {
    let text = strings.joined(separator: "\n")
    let words = text.split { $0.isWhitespace || "\"'‘’“”„«»<>".contains($0) }
    request =
      words.lazy.compactMap { word in
        let name = word.drop { !$0.isLetter }.prefix { $0.isLetter }.lowercased()
        return LyncEvent.Request.allCases.first { $0.rawValue.lowercased() == name }
      }.first
    let addresses = Self.addresses(words)
    address = addresses.first { $0.isService } ?? addresses.first { $0.port == 444 } ?? addresses.first
    // A second address directly after the first is the actual target of the link.
    let shown = address.flatMap { addresses.firstIndex(of: $0) }
    pool = Self.pool(words) ?? address?.host
    guard let address, let shown else { return }
    if address.port != 444 { remarks.append(.otherPort(address.port)) }
    if !address.isService { remarks.append(.otherPath(address.path)) }
    var hosts = [address.host]
    if shown + 1 < addresses.count, Self.isLink(words, to: addresses[shown + 1].text) {
      hosts.append(addresses[shown + 1].host)
    }
    if let pool { hosts.append(pool.lowercased()) }
    let different = hosts.indices.filter { hosts.firstIndex(of: hosts[$0]) == $0 }.map { hosts[$0] }
    if different.count > 1 { remarks.append(.hostsDiffer(different)) }
  }

  /// The word between “Server” and “did not respond”; other languages do not give the pool this way.
  private static func pool(_ words: [Substring]) -> String? {
    let position = words.indices.first { index in
      index + 3 < words.count && words[index].lowercased() == "server"
        && words[index + 2].lowercased() == "did"
        && words[index + 3].lowercased() == "not"
    }
    guard let position else { return nil }
    let name = words[position + 1]
    return name.utf8.count <= 255 && isHost(name) && name.contains(".") ? String(name) : nil
  }

  static func isHost(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "." || $0 == "_" }
  }

  private static func isLink(_ words: [Substring], to address: String) -> Bool {
    words.contains { $0.holds("](\(address)") }
  }

  private static func addresses(_ words: [Substring]) -> [LyncEvent.Address] {
    words.flatMap { word -> [LyncEvent.Address] in
      guard word.holds("://"), word.utf8.count <= 4096 else { return [] }
      return word.split { "[]()|".contains($0) }.compactMap { LyncEvent.Address($0) }
    }
  }
}

extension LyncEvent.Address {
  /// Finds `http://` or `https://`; punctuation at the end of a sentence is not part of an address.
  fileprivate init?(_ word: Substring) {
    guard let colon = word.range(of: "://") else { return nil }
    let scheme = word[..<colon.lowerBound].suffix(5).lowercased()
    let isSecure = scheme == "https"
    guard isSecure || scheme.hasSuffix("http") else { return nil }
    var rest = word[colon.upperBound...]
    while let last = rest.last, ".,;:!?".contains(last) { rest = rest.dropLast() }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, EventDescription.isHost(name), name.utf8.count <= 255 else { return nil }
    let port = parts.count == 2 ? Int(parts[1]) : isSecure ? 443 : 80
    guard let port, (1...65535).contains(port) else { return nil }
    text = (isSecure ? "https" : "http") + word[colon.lowerBound..<rest.endIndex]
    host = name.lowercased()
    self.port = port
    path = String(rest.dropFirst(authority.count))
  }

  /// Whether the path is that of the PIN service, in upper or lower case.
  public var isService: Bool {
    var path = path.lowercased()
    while path.hasSuffix("/") { path.removeLast() }
    return path == "/liveserver/userpinservice"
  }
}

extension Substring {
  /// The first occurrence of an ASCII text.
  fileprivate func range(of wanted: String) -> Range<Index>? {
    var start = startIndex
    while let found = self[start...].firstIndex(of: wanted.first ?? " ") {
      if self[found...].hasPrefix(wanted) { return found..<index(found, offsetBy: wanted.count) }
      start = index(after: found)
    }
    return nil
  }
}
