// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

// The program that Scripts/fuzz builds: libFuzzer over the target that FUZZ_TARGET names. libFuzzer starts the program
// again with the same arguments when it makes a finding smaller, so they are all its own.

/// Source: compiler-rt, fuzzer/FuzzerInterface.h and “Using libFuzzer as a library” of its documentation.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

@main
enum Driver {
  nonisolated(unsafe) private static var target = FuzzTarget.der

  static func main() throws {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      for target in FuzzTarget.all { print(target.name, target.longestBytes) }
      return
    }
    if let folder = getenv("FUZZ_SEEDS").map({ String(cString: $0) }) {
      try writeSeeds(of: target, to: folder)
      return
    }
    Self.target = target
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runFuzzer(&count, &arguments) { start, count in
        do {
          try Driver.target.run(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
          fatalError("\(error)")
        }
        return 0
      })
  }

  /// A file for each seed, and `words`, a dictionary of libFuzzer's form, beside the folder.
  private static func writeSeeds(of target: FuzzTarget, to folder: String) throws {
    for (number, seed) in try target.seeds().enumerated() {
      write(seed, to: "\(folder)/seed-\(number)")
    }
    let words = target.words.map { word in
      let octets = word.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      return "\"\(octets.joined())\"\n"
    }
    write(Array(words.joined().utf8), to: "\(folder).words")
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    precondition(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }
}
