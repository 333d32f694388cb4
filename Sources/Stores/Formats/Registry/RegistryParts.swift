// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Synchronization
import Threads

/// A large registry export, read in parts of half a megabyte by as many threads as there are processors: the
/// text of ten thousand certificates has 74 MB and the certificates themselves have nine. Read as a whole,
/// that file costs `inspect` 108 MiB instead of 29 and, on two processors, 1.7 times as long.
///
/// A part ends at the first key after its share of the file. Whether that is a key, and not a line of text
/// that looks like one, is known when everything before it has been read: the reader must be exactly there,
/// between two lines. So either all parts together equal the whole file, or there are no parts.
package struct RegistryParts {
  /// The number of bytes read at once to find the next key, and to check whether the file is an export.
  private static let reach = 16 << 10

  private let file: OpenFile
  /// The number of bytes of the file in which the first key of a part begins; even, because characters can
  /// have two.
  private let share: Int
  private let encoding: TextEncoding
  /// After the last complete character of the file.
  private let end: Int

  /// - Parameter share: the number of bytes of the file in which the first key of a part begins; even.
  /// - Returns: `nil` if the file is too small for two parts, or does not begin like an export.
  package init?(_ file: OpenFile, share: Int = 512 << 10) {
    guard file.size >= 2 * share else { return nil }
    var window = Window()
    guard window.load(0..<min(Self.reach, file.size), of: file), RegistryText.isExport(window.octets) else {
      return nil
    }
    self.file = file
    self.share = share
    encoding = TextEncoding(window.octets)
    end = encoding.end(of: file.size)
  }

  /// Reads the file.
  ///
  /// - Parameter threads: the number of threads; `nil` for one per processor.
  /// - Returns: `nil` if the parts do not add up, whatever the reason: then the whole file must be read.
  package func contents(threads: Int? = nil) -> FileContents? {
    let hasFailed = Flag()
    let count = (end - encoding.mark + share - 1) / share
    let parts = Parallel.map(count, threads: threads, tools: { Window() }) { window, number in
      if hasFailed.isSet { return nil as RegistryFinds.Part? }
      let part = part(number, &window)
      if part == nil { hasFailed.set() }
      return part
    }
    var whole = RegistryFinds.Part()
    whole.certificates.reserveCapacity(parts.reduce(0) { $0 + ($1?.certificates.count ?? 0) })
    for part in parts {
      guard let part else { return nil }
      whole.add(part)
    }
    return file.isUnchanged ? whole.contents() : nil
  }

  /// - Parameter number: the number of the part, from 0.
  private func part(_ number: Int, _ window: inout Window) -> RegistryFinds.Part? {
    let lower = encoding.mark + number * share
    let upper = min(lower + share, end)
    // One more character at the start: a key follows a line end.
    let base = number == 0 ? lower : lower - encoding.width
    guard window.load(base..<min(upper + Self.reach, end), of: file) else { return nil }
    var begin: Int? = 0
    if number > 0 { begin = window.text(encoding).key(from: lower - base) }
    guard let begin, begin < upper - base else { return RegistryFinds.Part() }

    var next = window.text(encoding).key(from: upper - base)
    while next == nil, base + window.count < end {
      let known = window.count
      guard window.extend(to: min(2 * known, end - base), of: file, from: base) else { return nil }
      next = window.text(encoding).key(from: max(upper - base, known - encoding.width))
    }
    let text = RegistryText(window.octets, encoding, begin..<(next ?? window.count))
    var part = RegistryExport.part(text, base: base, hasTitle: number == 0, scratch: &window.scratch)
    if next == nil { part?.tally.noteEnd(of: text, size: file.size - base, base: base) }
    return part
  }

  /// The part of a file that a thread is working on.
  private struct Window {
    /// Longer than the last read, so that it need not be filled again for each part.
    private(set) var octets: [UInt8] = []
    private(set) var count = 0
    /// The buffer in which the values of one part after another are decoded.
    var scratch: [UInt8] = []

    func text(_ encoding: TextEncoding) -> RegistryText { RegistryText(octets, encoding, 0..<count) }

    mutating func load(_ range: Range<Int>, of file: OpenFile) -> Bool {
      count = 0
      return extend(to: range.count, of: file, from: range.lowerBound)
    }

    /// - Returns: whether that many octets are now available.
    mutating func extend(to size: Int, of file: OpenFile, from base: Int) -> Bool {
      if octets.count < size { octets += [UInt8](repeating: 0, count: size - octets.count) }
      var got = 0
      let code = octets.withUnsafeMutableBufferPointer { buffer in
        file.fill(UnsafeMutableBufferPointer(rebasing: buffer[count..<size]), &got, from: base + count)
      }
      count += got
      return code == 0 && count == size
    }
  }

  private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }
}
