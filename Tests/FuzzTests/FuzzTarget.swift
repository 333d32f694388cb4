// SPDX-License-Identifier: GPL-3.0-or-later

/// One reader, and what has to hold of it for any bytes whatever.
struct FuzzTarget: Sendable {
  let name: String
  /// Input longer than this finds nothing that shorter input does not.
  let longestBytes: Int
  /// Words of the format, for libFuzzer to put together.
  var words: [String] = []
  /// What to begin with: the samples, and what is made from them.
  let seeds: @Sendable () throws -> [[UInt8]]
  /// Reads the input and holds the outcome against the rules.
  ///
  /// - Throws: `Broken`, when a rule does not hold. That a reader refuses its input breaks none.
  let run: @Sendable ([UInt8]) throws -> Void

  static let all: [FuzzTarget] = [
    .registry, .serialized, .message, .policy, .query, .der, .blocks, .entries, .certutil, .powerShell,
    .events, .session,
    .answers, .pasted, .tar,
  ]
}

/// A rule that did not hold.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

func hold(_ condition: Bool, _ rule: @autoclosure () -> String) throws(Broken) {
  if !condition { throw Broken(rule()) }
}

/// What a reader made of its input; two readings of one input are to be equal.
func outcome<Value, Failure>(_ read: () throws(Failure) -> Value) -> Result<Value, Failure> {
  do throws(Failure) { return .success(try read()) } catch { return .failure(error) }
}
