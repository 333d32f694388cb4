// SPDX-License-Identifier: GPL-3.0-or-later

public import Files
public import Texts

/// Says why another program did not read a file, and how to do without it.
public struct HelperWords {
  private let wording: Wording

  public init(wording: Wording) { self.wording = wording }

  public func text(_ error: HelperError, file: String) -> String {
    let helper = error.helper
    var values = ["file": file, "program": helper.rawValue, "package": helper.package]
    let text: String
    switch error {
    case .missing: text = wording("helper.missing.\(helper.rawValue)", values)
    case .cannotStart(_, let code):
      values["reason"] = SystemError.text(code)
      text = wording("helper.failed", values)
    case .failed(_, let said):
      values["reason"] = said
      text = wording("helper.failed", values)
    case .timedOut: text = wording("helper.timedOut", values)
    case .tooMuch: text = wording("helper.tooMuch", values)
    case .garbage: text = wording("helper.garbage", values)
    }
    return "\(text)\n\(instead(helper, file: file))"
  }

  /// What to bring so that the program is not needed.
  private func instead(_ helper: Helper, file: String) -> String {
    wording("helper.instead.\(helper.rawValue)", ["name": Self.name(of: file)])
  }

  /// The name that the file has on the server, as far as it is known: without archive and folders.
  private static func name(of file: String) -> String {
    let member = file.split(separator: ":").last.map(String.init) ?? file
    return member.split(separator: "/").last.map { String($0.drop { $0 == " " }) } ?? file
  }
}
