// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import Procedure
import Texts

/// The result as metrics for the textfile collector of Prometheus' node exporter. Times are seconds since
/// 1970-01-01T00:00:00Z.
///
/// The help of a metric is the same in every language: the collector refuses files that do not agree on it.
///
/// Source: Prometheus, “Exposition formats” (text format 0.0.4) and “Metric and label naming”.
public struct PrometheusText {
  private let look: MonitoredLook

  public init(_ look: MonitoredLook) {
    self.look = look
  }

  public var text: String {
    var lines: [String] = []
    func add(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Int)]) {
      guard !samples.isEmpty else { return }
      let metric = "lync_pin_wizard_recheck_\(name)"
      lines += ["# HELP \(metric) \(help)", "# TYPE \(metric) gauge"]
      lines += samples.map { "\(metric){\(labels($0.labels))} \($0.value)" }
    }
    add(
      "status", "0 OK, 1 warning, 2 critical, 3 unknown. What was not read is unknown.",
      [([], Int(look.status.rawValue))])
    add("timestamp_seconds", "When the check ran.", [([], look.at.secondsSince1970)])
    add(
      "looked", "1 if the stores were looked at, 0 if nothing was.", [([], look.seen == nil ? 0 : 1)])
    add(
      "oldest_file_timestamp_seconds", "When the oldest file that was looked at was written.",
      look.oldest.map { [([], $0.secondsSince1970)] } ?? [])
    if let session = look.session {
      add("session_ended", "1 if the session has ended.", [([], session.ending == nil ? 0 : 1)])
      add(
        "practice", "1 if the session is a practice session or a dry run, so that nothing in it is real.",
        [([], session.start.practice != nil || session.start.live?.isDryRun == true ? 1 : 0)])
    }
    if let recheck = look.seen?.recheck {
      add(
        "certificates",
        "Certificates by what they are to the session (needed, removed, restored, moved) and where they were found.",
        certificates(recheck))
      add(
        "events",
        "Events 47067 after the last deletion (new), or with a time that cannot be compared (undated).",
        recheck.events.map { [([("state", "new")], $0.new), ([("state", "undated")], $0.undated)] } ?? [])
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private func certificates(_ recheck: Recheck) -> [(labels: [(String, String)], value: Int)] {
    let counts = MonitoredCounts(recheck)
    return MonitoredCounts.Kind.allCases.flatMap { kind in
      MonitoredCounts.State.allCases.map { state in
        (
          [("kind", kind.rawValue), ("state", state == .notSeen ? "not_seen" : state.rawValue)],
          counts[kind, state]
        )
      }
    }
  }

  private func labels(_ own: [(String, String)]) -> String {
    let common = [("session", look.name), ("server", look.session?.findings.server ?? "")]
    return (common + own).map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
  }

  /// A label's value: backslash, quotation mark and line feed are escaped, after what is unsafe to show.
  private static func escaped(_ value: String) -> String {
    SafeText.harmlessLine(value).unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
