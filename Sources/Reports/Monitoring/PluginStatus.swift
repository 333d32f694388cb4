// SPDX-License-Identifier: GPL-3.0-or-later

/// The exit codes of a plugin for Nagios, Icinga and others that run such plugins. They are not the program's own:
/// 1 and 3 mean something else there.
///
/// Source: Monitoring Plugins Development Guidelines, “Plugin Return Codes”.
public enum PluginStatus: Int32, Hashable, Sendable, CaseIterable {
  case ok = 0
  case warning = 1
  case critical = 2
  /// Not read, not reachable, too old, or not understood: it may be anything.
  case unknown = 3

  /// The word in front of the status line; the same in every language.
  var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// What is not known may be worse than a warning, and nothing is worse than what is known to be critical.
  private var weight: Int {
    switch self {
    case .ok: 0
    case .warning: 1
    case .unknown: 2
    case .critical: 3
    }
  }

  static func gravest(_ all: [PluginStatus]) -> PluginStatus { all.max { $0.weight < $1.weight } ?? .ok }
}
