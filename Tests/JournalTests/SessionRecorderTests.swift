// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Procedure
import TestCertificates
import TestFiles
import Testing

@testable import Journal

@Suite("SessionRecorder")
struct SessionRecorderTests {
  let scratch = TemporaryFolder()

  private func recorder() throws -> SessionRecorder {
    let file = try SessionFile.create(at: scratch.file("a.session"), first: Small.records[0])
    return try SessionRecorder(file, Session(first: Small.records[0], signatures: .none)) {
      Contoso.now
    }
  }

  private func problem(_ act: () throws(SessionRecorder.Problem) -> Void) -> SessionRecorder.Problem? {
    do throws(SessionRecorder.Problem) {
      try act()
      return nil
    } catch {
      return error
    }
  }

  @Test("session and file say the same after every event")
  func same() throws {
    let recorder = try recorder()
    for event in Small.events.dropFirst() {
      try recorder.record(event)
      let read = try SessionFile.read(at: recorder.file.path, signatures: .none)
      #expect(read.records == recorder.session.records)
      #expect(recorder.session.records.last?.event == event)
    }
  }

  @Test("what the engine refuses is in neither")
  func refused() throws {
    let recorder = try recorder()
    let (bytes, records) = (try WholeFile.bytes(recorder.file.path), recorder.session.records)
    guard
      case .refused? = problem({ () throws(SessionRecorder.Problem) in
        try recorder.record(.withdrawn(from: 9))
      })
    else {
      Issue.record("it is not refused")
      return
    }
    #expect(try WholeFile.bytes(recorder.file.path) == bytes)
    #expect(recorder.session.records == records)
  }

  @Test("the session stays where it is when the event cannot be written")
  func lost() throws {
    let recorder = try recorder()
    let records = recorder.session.records
    #expect(rename(recorder.file.path, scratch.file("elsewhere")) == 0)
    guard
      case .lost(.changed)? = problem({ () throws(SessionRecorder.Problem) in
        try recorder.record(Small.events[1])
      })
    else {
      Issue.record("it is not lost")
      return
    }
    #expect(recorder.session.records == records)
    #expect(try WholeFile.bytes(scratch.file("elsewhere")) == Small.lines[0])
  }
}
