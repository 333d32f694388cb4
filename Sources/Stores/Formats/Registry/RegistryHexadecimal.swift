// SPDX-License-Identifier: GPL-3.0-or-later

/// The octets of all binary values read from one text, in one buffer.
struct DecodedOctets {
  private(set) var octets: [UInt8]
  private(set) var count = 0

  /// Room for the maximum that a text of pairs can contain: an octet takes two digits and a comma; the last
  /// one of a value has no comma, but the value's name before it.
  ///
  /// - Parameter used: octets that are no longer needed and can be overwritten.
  init(pairsOf text: RegistryText, over used: consuming [UInt8] = []) {
    octets = used
    let most = (text.end - text.start) / (3 * text.width)
    if octets.count < most { octets = [UInt8](repeating: 0, count: most) }
  }

  /// Reuses a buffer of the right size.
  ///
  /// - Parameter room: octets that can be overwritten.
  init(over room: [UInt8]) { octets = room }

  /// Octets that are already decoded.
  init(_ octets: [UInt8]) {
    self.octets = octets
    count = octets.count
  }

  mutating func append(_ octet: UInt8) {
    octets[count] = octet
    count += 1
  }

  /// Appends the number of octets that `body` returns.
  mutating func append(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    let used = count
    count += octets.withUnsafeMutableBufferPointer { body(.init(rebasing: $0[used...])) }
  }
}

extension RegistryText {
  /// Reads comma-separated pairs of digits, across as many lines as a backslash at the end continues.
  ///
  /// - Parameter position: after the colon; afterward at the line end, or at a character that does not fit.
  /// - Returns: whether the value is complete.
  func readHexadecimal(_ position: inout Int, into octets: inout DecodedOctets) -> Bool {
    skipBlanks(&position)
    if isAtLineEnd(position) { return true }
    while true {
      readPlainPairs(&position, into: &octets)
      if !readPairs(&position, into: &octets) { return false }
      skipBlanks(&position)
      if isAtLineEnd(position) { return true }
      guard self[position] == 0x5C else { return false }
      position += width
      guard skipContinuation(&position) else { return false }
    }
  }

  /// The octet of the two digits at this position; `nil` if they are not digits.
  func octet(at position: Int) -> UInt8? {
    Self.octet(self[position], self[position + width])
  }

  /// Reads the pairs of one line.
  ///
  /// - Returns: whether the line can end here, or continue after a backslash.
  private func readPairs(_ position: inout Int, into octets: inout DecodedOctets) -> Bool {
    while true {
      skipBlanks(&position)
      if position < end, self[position] == 0x5C { return true }
      guard end - position >= 2 * width, let octet = octet(at: position) else { return false }
      octets.append(octet)
      position += 2 * width
      guard position < end, self[position] == 0x2C else { return true }
      position += width
    }
  }

  /// Reads pairs that are directly followed by commas, and lines of them that end as `reg export` ends its
  /// own: almost all text of an export has this form. Stops at anything else.
  private func readPlainPairs(_ position: inout Int, into octets: inout DecodedOctets) {
    // UTF-16 with the high octet first is rare enough for the slow way.
    guard low == 0 else { return }
    octets.append { output in
      bytes.withUnsafeBytes { input in
        var run = PlainPairs(
          input: UnsafeRawBufferPointer(rebasing: input[..<end]), output: output, at: position)
        if width == 2 { run.read(width: 2) } else { run.read(width: 1) }
        position = run.position
        return run.count
      }
    }
  }

  /// Moves from after the backslash to the next line that is not a comment.
  private func skipContinuation(_ position: inout Int) -> Bool {
    skipBlanks(&position)
    guard position < end, isAtLineEnd(position) else { return false }
    while true {
      if self[position] == 0x0D { position += width }
      if position < end, self[position] == 0x0A { position += width }
      skipBlanks(&position)
      guard position < end else { return false }
      guard self[position] == 0x3B else { return true }
      skipToLineEnd(&position)
      guard position < end else { return false }
    }
  }

  /// The octet encoded by two digits.
  private static func octet(_ first: UInt8, _ second: UInt8) -> UInt8? {
    let value = HexadecimalPairs.octets[Int(first) | Int(second) << 8]
    return value == HexadecimalPairs.none ? nil : UInt8(value)
  }
}
