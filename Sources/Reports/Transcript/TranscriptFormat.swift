// SPDX-License-Identifier: GPL-3.0-or-later

/// The forms of a transcript, by the words of `--format`.
public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json
}
