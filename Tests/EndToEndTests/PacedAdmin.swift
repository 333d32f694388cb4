// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts
import X509

@testable import Guide
@testable import Words

/// An admin who gives every certificate as a file, and answers clicks that are shown together once.
struct PacedAdmin {
  var sensible: Sensible
  /// The exported certificates, by their file.
  var files: [String: Certificate] = [:]

  /// The path is the root alone; its list has it and a stray one.
  static func duplicateRoot() throws -> PacedAdmin {
    let contoso = try ContosoSamples()
    return PacedAdmin(
      sensible: Sensible(path: [contoso.rootA1], rows: [.root: [contoso.rootA1, contoso.rootA2]]),
      files: [
        "\(Samples.windows)/rootA1.cer": contoso.rootA1, "\(Samples.windows)/rootA2.cer": contoso.rootA2,
      ])
  }

  func act(_ moment: Admin.Moment) throws -> Admin.Act {
    if moment.letters.contains("-") { return .type("d") }
    let led = try Self.led(moment)
    guard let item = led.item, case .value = item.form, item.about != .session, !led.isAside else {
      return try sensible.act(led)
    }
    if led.letters.contains("D") { return .type("d") }
    let certificate = try sensible.certificate(item)
    guard let file = files.first(where: { $0.value == certificate })?.key else {
      throw Unexpected("no file for \(item.key)")
    }
    return .type(file)
  }

  /// The same moment at the question that is asked: clicks before it may not be confirmed yet.
  private static func led(_ moment: Admin.Moment) throws -> Admin.Moment {
    guard !moment.prompt.contains("(default is"), var session = moment.session else { return moment }
    while let item = session.pending, item.isPlainClick {
      try session.apply(session.record(.answered(key: item.key, .confirmed), at: session.records[0].at))
    }
    return Admin.Moment(
      prompt: moment.prompt, letters: moment.letters, shown: moment.shown, session: session,
      last: moment.last)
  }
}
