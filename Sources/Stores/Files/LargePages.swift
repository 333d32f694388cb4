// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Memory in pages of two megabytes instead of four kilobytes, where Linux has them to give (THP, “madvise” or “always”).
///
/// A file of nine megabytes fills thousands of small pages, and the kernel's work for each costs more than what is written
/// on it: a fifth of the time that a store of ten thousand certificates takes. Nothing but time depends on this.
enum LargePages {
  private static let size = 2 << 20
  /// Bytes from which on it is worth it.
  private static let least = 4 << 20

  /// Asks for a buffer that is going to be filled, as far as it covers whole large pages.
  static func ask(for buffer: UnsafeRawBufferPointer) {
    guard let base = buffer.baseAddress, buffer.count >= least else { return }
    let start = (Int(bitPattern: base) + size - 1) / size * size
    let end = (Int(bitPattern: base) + buffer.count) / size * size
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
  }
}
