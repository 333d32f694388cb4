// SPDX-License-Identifier: GPL-3.0-or-later

/// The formats of a transcript, by the values of `--format`.
public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json, ticket
}
