// SPDX-License-Identifier: GPL-3.0-or-later

/// How a caller stops what it waits for.
public struct CancellationToken {
  /// Readable when something happened, for instance the read end of a pipe that a signal handler writes to.
  public let descriptor: Int32
  /// Whether that means to stop. It also makes the descriptor unreadable again: a window that only changed its size
  /// stops nothing.
  public let isMeant: () -> Bool

  public init(descriptor: Int32, isMeant: @escaping () -> Bool) {
    self.descriptor = descriptor
    self.isMeant = isMeant
  }
}
