// SPDX-License-Identifier: GPL-3.0-or-later

public import Listings
public import Stores

/// The events of a binary event log (`.evtx`), through evtxexport, which turns them into XML.
///
/// Source: evtxexport(1); its output, a line with its name and version, and the events one after another.
enum EventLogFile {
  static func isEventLog(_ head: [UInt8]) -> Bool { head.starts(with: FileFormat.eventLogSignature) }

  /// - Returns: `nil` for a log without events.
  static func reading(_ source: CarriedFile, _ helpers: HelperPrograms) throws(OpeningError) -> EventReading?
  {
    let file = try OpeningError.files { () throws(FileError) in try source.opened() }
    let bytes = try OpeningError.helpers { () throws(HelperError) in
      try helpers.output(of: .evtxexport, ["-f", "xml", HelperPrograms.passedFile], on: file)
    }
    let title = Array("evtxexport ".utf8)
    guard bytes.starts(with: title) else { throw .helper(.garbage(.evtxexport)) }
    guard let start = start(of: Array("<Event".utf8), in: bytes) else { return nil }
    do throws(EventReading.Refusal) {
      let reading = try EventReading(Array(bytes[start...]))
      guard reading.remarks.isEmpty else { throw .noEvents }
      return reading
    } catch {
      throw .helper(error.isOfSize ? .tooMuch(.evtxexport) : .garbage(.evtxexport))
    }
  }

  /// The first line that begins so.
  private static func start(of word: [UInt8], in bytes: [UInt8]) -> Int? {
    var position = 0
    while let end = bytes[position...].firstIndex(of: 0x0A) {
      position = end + 1
      if bytes[position...].starts(with: word) { return position }
    }
    return nil
  }
}

extension EventReading.Refusal {
  fileprivate var isOfSize: Bool {
    switch self {
    case .tooLarge, .tooManyEvents: true
    case .eventLog, .noEvents, .badXML: false
    }
  }
}

/// Why a file that was named as a file of events does not give any.
public enum EventFileError: Error, Hashable, Sendable {
  case file(FileError)
  case refused(EventReading.Refusal)
  case helper(HelperError)
}

extension EventReading {
  /// Reads a file of events, also a binary one.
  ///
  /// - Parameter takesStreams: whether a file that can be read only once is accepted.
  /// - Returns: `nil` for a log without events.
  public static func file(
    _ path: String, takesStreams: Bool, _ helpers: HelperPrograms = .installed
  ) throws(EventFileError) -> EventReading? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try takesStreams ? BoundedFile.readOnce(path) : BoundedFile.read(path)
    } catch {
      throw .file(error)
    }
    guard EventLogFile.isEventLog(bytes) else {
      do throws(Refusal) { return try EventReading(bytes) } catch { throw .refused(error) }
    }
    do throws(OpeningError) { return try EventLogFile.reading(.octets(bytes), helpers) } catch {
      switch error {
      case .file(let error): throw .file(error)
      case .helper(let error): throw .helper(error)
      case .format: throw .refused(.eventLog)
      }
    }
  }
}
