// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
public import Texts

/// What monitoring reads.
public enum MonitoringFormat: String, Hashable, Sendable, CaseIterable {
  /// One line, and the exit codes of `PluginStatus`.
  case nagios
  case prometheus
  case json

  public func text(_ look: MonitoredLook, _ wording: Wording) -> String {
    switch self {
    case .nagios: PluginLine(wording: wording, look).text
    case .prometheus: PrometheusText(look).text
    case .json: RecheckReport(wording: wording, look).value.pretty
    }
  }
}
