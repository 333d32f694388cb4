// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of command lines that are shown to be typed: names of commands, and options of them.
package enum Verb {
  package static let practice = "practice"
  package static let resume = "resume"
  package static let recheck = "recheck"
  package static let request = "request"
  package static let restore = "restore"
  package static let pace = "--pace"
  package static let like = "--like"
}
