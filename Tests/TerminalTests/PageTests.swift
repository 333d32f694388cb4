// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Terminal

@Suite("Page")
struct PageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let width: Int
    let text: String
    let lines: [String]
    var testDescription: String { id }
  }

  static let cases: [Case] = [
    Case(id: "short text stays", width: 20, text: "one two", lines: ["one two"]),
    Case(id: "empty text is one empty line", width: 20, text: "", lines: [""]),
    Case(id: "exact width stays", width: 7, text: "one two", lines: ["one two"]),
    Case(id: "breaks at spaces", width: 9, text: "one two three", lines: ["one two", "three"]),
    Case(id: "keeps line feeds", width: 9, text: "a\n\nb\n", lines: ["a", "", "b", ""]),
    Case(id: "keeps inner spaces", width: 14, text: "[D] Do  [B] Back", lines: ["[D] Do  [B]", "Back"]),
    Case(
      id: "continuations hang under leading spaces", width: 12, text: "  one two three",
      lines: ["  one two", "  three"]),
    Case(id: "a bullet hangs", width: 12, text: "• one two three", lines: ["• one two", "  three"]),
    Case(
      id: "an indented number hangs", width: 16, text: "  12. one two three four",
      lines: ["  12. one two", "      three four"]),
    Case(
      id: "a year is no list number", width: 12, text: "2011. one two three",
      lines: ["2011. one", "two three"]),
    Case(
      id: "an indentation of most of the page goes", width: 6, text: "     ab cd ef", lines: ["ab cd", "ef"]),
    Case(
      id: "over-long words are cut", width: 4, text: "abcdefghij kl", lines: ["abcd", "efgh", "ij", "kl"]),
    Case(
      id: "an over-long word begins its own line", width: 6, text: "x abcdefgh y",
      lines: ["x", "abcdef", "gh y"]),
    Case(
      id: "a word that fits without the indentation is not cut", width: 10, text: "• abcdefghij k",
      lines: ["•", "abcdefghij", "  k"]),
    Case(id: "width one", width: 1, text: "ab c", lines: ["a", "b", "c"]),
    Case(id: "width one, wide", width: 1, text: "中文", lines: ["中", "文"]),
    Case(id: "width zero counts as one", width: 0, text: "ab", lines: ["a", "b"]),
    Case(id: "wide characters take two", width: 5, text: "中文中文", lines: ["中文", "中文"]),
    Case(
      id: "closing punctuation stays behind its character", width: 6, text: "中文中。文", lines: ["中文", "中。文"]),
    Case(id: "combining marks take none", width: 4, text: "e\u{301}e\u{301} e\u{301}", lines: ["éé é"]),
    Case(id: "only spaces", width: 2, text: "     ", lines: [""]),
    Case(
      id: "the pairs of a serial number stay together", width: 24, text: "The number is 6a 96 07 b8, one.",
      lines: ["The number is", "6a 96 07 b8, one."]),
    Case(
      id: "the end of a serial number stays with its ellipsis", width: 24,
      text: "The one (… 6a 96 b8) of it.",
      lines: ["The one (… 6a 96 b8) of", "it."]),
    Case(
      id: "the end of a serial number moves as a whole", width: 20, text: "The number is it (… 6a 96 b8).",
      lines: ["The number is it", "(… 6a 96 b8)."]),
    Case(
      id: "a serial number wider than the line breaks at a space", width: 9, text: "6a 96 07 b8 16",
      lines: ["6a 96 07", "b8 16"]),
    Case(
      id: "a path wider than the line is a line of its own", width: 12,
      text: "See /home/x/long/folder.cer, too.",
      lines: ["See", "/home/x/long/folder.cer,", "too."]),
    Case(
      id: "a file name is split after a hyphen", width: 12, text: "root-contoso-2026.cer",
      lines: ["root-", "contoso-", "2026.cer"]),
    Case(id: "no-break space does not break", width: 5, text: "a b\u{A0}cd", lines: ["a", "b\u{A0}cd"]),
    Case(
      id: "what no-break spaces hold together and is wider than the line breaks there", width: 10,
      text: "a Northwind\u{A0}CA\u{A0}1 b", lines: ["a", "Northwind", "CA\u{A0}1 b"]),
    Case(
      id: "a quotation wider than the line breaks at a space", width: 20,
      text: "Click “Run as administrator” now",
      lines: ["Click “Run as", "administrator” now"]),
    Case(
      id: "a quotation that fits a line stays together", width: 24, text: "Click “Run as administrator” now",
      lines: ["Click", "“Run as administrator”", "now"]),
    Case(
      id: "a German quotation stays together", width: 14, text: "Auf „Lokaler PC“, klicken",
      lines: ["Auf", "„Lokaler PC“,", "klicken"]),
    Case(
      id: "a serial number in brackets stays together", width: 16, text: "Root (6a 96 07 b8), one",
      lines: ["Root", "(6a 96 07 b8),", "one"]),
    Case(
      id: "a run one column wider than the line is none", width: 12, text: "a 6a 96 07 b8 16 b",
      lines: ["a 6a 96 07", "b8 16 b"]),
    Case(
      id: "a placeholder stays together", width: 16, text: "Put in <other server> here",
      lines: ["Put in", "<other server>", "here"]),
    Case(
      id: "a quotation without an end is no quotation", width: 12, text: "see “one two three",
      lines: ["see “one two", "three"]),
    Case(
      id: "a Japanese quotation wider than the line breaks anywhere", width: 12, text: "次に「信頼された」を",
      lines: ["次に「信頼さ", "れた」を"]),
    Case(
      id: "a Japanese quotation that fits a line stays together", width: 14, text: "次に「信頼さ」を開く",
      lines: ["次に「信頼さ」", "を開く"]),
    Case(
      id: "a name in a Japanese sentence", width: 14, text: "対象はA\u{A0}CA\u{A0}1、確認",
      lines: ["対象はA\u{A0}CA\u{A0}1、", "確認"]),
    Case(
      id: "a number stays with its word", width: 14, text: "You are at step 4 of 12.",
      lines: ["You are at", "step 4 of 12."]),
    Case(
      id: "a version stays with its name", width: 16, text: "Only on Server 2012 R2, too",
      lines: ["Only on", "Server 2012 R2,", "too"]),
    Case(
      id: "no number holds a part of a Japanese word", width: 14, text: "あり 1 管理下 0",
      lines: ["あり 1 管理下", "0"]),
    Case(
      id: "a time is apart from its day", width: 15, text: "on May 17, 2011 2:12:27",
      lines: ["on May 17, 2011", "2:12:27"]),
    Case(
      id: "the end of a clause holds no number", width: 12, text: "one, two: 3 four",
      lines: ["one, two: 3", "four"]),
    Case(
      id: "a serial number of digits only belongs to itself", width: 12, text: "the number 61 10 22 33",
      lines: ["the number", "61 10 22 33"]),
  ]

  @Test("wraps", arguments: cases)
  func wraps(_ example: Case) {
    let page = LineWrapper(widthColumns: example.width, columns: .ofTable)
    #expect(page.lines(of: example.text) == example.lines)
  }

  static let messages: [Case] = [
    Case(
      id: "what is to be copied stays one line", width: 12,
      text: "Now run this:\n  lync-pin-wizard resume one\nthen this",
      lines: ["Now run", "this:", "  lync-pin-wizard resume one", "then this"]),
    Case(
      id: "a file name that fits without its indentation loses it", width: 12, text: "Type:\n  rooted-1.cer",
      lines: ["Type:", "rooted-1.cer"]),
    Case(id: "a list is none", width: 8, text: " - one two", lines: [" - one", "   two"]),
  ]

  @Test("wraps messages", arguments: messages)
  func wrapsMessages(_ example: Case) {
    let page = LineWrapper(widthColumns: example.width, columns: .ofTable)
    #expect(page.message(example.text) == example.lines)
  }

  static let choices: [Case] = [
    Case(
      id: "none is left alone", width: 40,
      text: "[S]\u{A0}Skip  [B]\u{A0}Back  [N]\u{A0}Note  [P]\u{A0}Pause  [?]\u{A0}Help:",
      lines: ["[S]\u{A0}Skip  [B]\u{A0}Back  [N]\u{A0}Note", "[P]\u{A0}Pause  [?]\u{A0}Help:"]),
    Case(
      id: "what fits is one line", width: 40, text: "[B]\u{A0}Back  [?]\u{A0}Help",
      lines: ["[B]\u{A0}Back  [?]\u{A0}Help"]),
    Case(
      id: "wide characters are not broken", width: 11, text: "[Y]\u{A0}はい  [N]\u{A0}いいえ  [?]\u{A0}ヘルプ",
      lines: ["[Y]\u{A0}はい", "[N]\u{A0}いいえ", "[?]\u{A0}ヘルプ"]),
    Case(
      id: "wide characters on two lines", width: 24, text: "[Y]\u{A0}はい  [N]\u{A0}いいえ  [?]\u{A0}ヘルプ",
      lines: ["[Y]\u{A0}はい  [N]\u{A0}いいえ", "[?]\u{A0}ヘルプ"]),
    Case(
      id: "a choice wider than the page", width: 6, text: "[Y]\u{A0}Yes,\u{A0}so",
      lines: ["[Y]", "Yes,", "so"]),
  ]

  @Test("balances choices", arguments: choices)
  func balances(_ example: Case) {
    let page = LineWrapper(widthColumns: example.width, columns: .ofTable)
    #expect(page.balanced(example.text) == example.lines)
  }

  static let drawings: [Case] = [
    Case(id: "what fits stays", width: 20, text: "┌ A\n│ b  c", lines: ["┌ A", "│ b  c"]),
    Case(
      id: "continues inside its frame", width: 12, text: "┌ one two three\n│  └ four five",
      lines: ["┌ one two", "│ three", "│  └ four", "│    five"]),
    Case(
      id: "splits a path after its folders", width: 14, text: "│ /home/x/long/folder.cer",
      lines: ["│ /home/x/", "│ long/", "│ folder.cer"]),
    Case(
      id: "breaks between its columns", width: 18, text: "┌ One │ ▸ Two words",
      lines: ["┌ One │", "│ ▸ Two words"]),
    Case(
      id: "breaks between columns with blanks between them", width: 22, text: "│ └ pool01     the server: E",
      lines: ["│ └ pool01", "│   the server: E"]),
    Case(
      id: "keeps a value of a column that is too wide", width: 18,
      text: "│ From │ see: May\u{A0}7,\u{A0}2011 today",
      lines: ["│ From │ see:", "│ May 7, 2011", "│ today"]),
    Case(
      id: "a table's value continues below it", width: 10, text: "  one two three",
      lines: ["  one two", "  three"]),
  ]

  @Test("wraps drawings", arguments: drawings)
  func wrapsDrawings(_ example: Case) {
    let page = LineWrapper(widthColumns: example.width, columns: .ofTable)
    #expect(page.drawing(example.text) == example.lines)
  }

  @Test("loses no letter and passes no width, at any width", arguments: 1...40)
  func keepsEverything(_ width: Int) {
    let text = """
      • The certificate “Contoso Root CA” has serial number 61 0b c2 52 00 00 00 00 00 0a, ünïcödé.
          10. 中文字。第二行 mixed words, and averyveryveryveryverylongword-without-any-break
      """
    let page = LineWrapper(widthColumns: width, columns: .ofTable)
    let lines = page.lines(of: text)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
    #expect(lines.allSatisfy { Columns.ofTable.count($0) <= max(width, 2) })
  }
}
