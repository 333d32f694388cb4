// SPDX-License-Identifier: GPL-3.0-or-later

import OtherPrograms
import Threads

extension ChildProcess {
  /// Starts a call of `net`.
  ///
  /// - Parameter secret: readable at `/dev/fd/3`.
  static func net(
    _ program: String, _ arguments: [String], environment: [String], secret: [UInt8]?
  ) throws(NetError) -> ChildProcess {
    do throws(ChildError) {
      return try ChildProcess(
        program, arguments, environment: environment, passing: secret.map(Passed.secret) ?? .nothing)
    } catch {
      throw NetError(error)
    }
  }

  /// Waits until all calls have ended.
  ///
  /// - Parameter silence: how long all of them may go without output.
  static func finishNet(_ all: [ChildProcess], silence: Duration, stop: CancellationToken?) throws(NetError) {
    do throws(ChildError) { try finish(all, silence: silence, stop: stop) } catch { throw NetError(error) }
  }
}

extension NetError {
  fileprivate init(_ error: ChildError) {
    switch error {
    case .cannotStart(let code): self = .cannotStart(code: code)
    case .timedOut: self = .timedOut
    case .cancelled: self = .cancelled
    }
  }
}
