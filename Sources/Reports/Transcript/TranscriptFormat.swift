// SPDX-License-Identifier: GPL-3.0-or-later

public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json
}
