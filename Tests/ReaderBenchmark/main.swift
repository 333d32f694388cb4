// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Stores

// Scripts/benchmark-readers runs this; each measurement is a process of its own, because of its peak memory.
//   ReaderBenchmark make TEMPLATE COUNT FILE          writes FILE.sst, FILE.p7b and FILE.reg
//   ReaderBenchmark read FILE                         our reader
// The last prints: certificates, median in microseconds, peak memory in KiB.

func stop(_ text: String) -> Never {
  let line = Array("ReaderBenchmark: \(text)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  exit(64)
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0
  else { stop("cannot write \(path)") }
}

/// The most resident memory that this program has had at any time (proc(5), VmHWM).
func peakKibibytes() -> Int {
  guard let status = try? BoundedFile.read("/proc/self/status") else { stop("no /proc") }
  let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
}

/// Runs until a second has gone by, seven times at the least; prints the median.
func measure(certificates: Int, _ work: () -> Void) {
  var times: [Duration] = []
  let clock = ContinuousClock()
  let begin = clock.now
  while times.count < 7 || clock.now - begin < .seconds(1) { times.append(clock.measure(work)) }
  let median = times.sorted()[times.count / 2]
  let microseconds = median.components.seconds * 1_000_000 + median.components.attoseconds / 1_000_000_000_000
  print(certificates, microseconds, peakKibibytes())
}

/// Reads a file as the wizard does.
func read(_ path: String) -> CertificateFolder {
  do {
    return try CertificateFolder(path: path)
  } catch {
    stop("\(path): \(error)")
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("make", 4):
  guard let count = Int(arguments[2]), let template = try? BoundedFile.read(arguments[1]),
    let store = try? MadeUpStore(count: count, template: template)
  else { stop("no store can be made of \(arguments[1])") }
  write(StoreFiles.serializedStore(store.certificates), to: arguments[3] + ".sst")
  write(StoreFiles.message(store.certificates), to: arguments[3] + ".p7b")
  write(StoreFiles.registryExport(store.certificates), to: arguments[3] + ".reg")
case ("read", 2):
  let count = read(arguments[1]).certificates.count
  measure(certificates: count) { _ = read(arguments[1]) }
default:
  stop("see main.swift")
}
