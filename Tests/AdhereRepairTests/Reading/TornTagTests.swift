import AdhereJSON
import Testing

@testable import AdhereRepair

/// Values with marks in them that are damaged until they look like text.
@Suite struct TornTagTests {
  private static let gate = #"[{"name":"open_gate","arguments":{"gate":"west"}}]"#

  private func plain(_ json: String) -> String { json.replacing(" ", with: "") }

  @Test(arguments: [
    "</parameter_function>", "</function_parameter>", "</parameterfunction>", "</parametr>",
    "</ parameter>", "</PARAMETER>", "<parameter/>", "</parameter", "</gate>",
  ])
  func `a closing mark that is misspelled closes`(_ mark: String) throws {
    for text in [
      "<function=open_gate>\n<parameter=gate>\nwest\n\(mark)\n</function>",
      "<tool_call>\n<function=open_gate>\n<parameter=gate>\nwest\n\(mark)\n</function>\n</tool_call>",
      "<function=open_gate><parameter=gate>west\(mark)</function>",
    ] {
      #expect(plain(try readCalls(text)) == Self.gate, "\(text)")
    }
  }

  @Test(arguments: ["</arg_key>", "</arg_valu>", "</ag_value>", "</arg_value"])
  func `so do those around keys and values`(_ mark: String) throws {
    let text = "<tool_call>open_gate<arg_key>gate</arg_key><arg_value>west\(mark)</tool_call>"
    #expect(plain(try readCalls(text)) == Self.gate)
  }

  /// Every damage of one byte in the marks between two parameters: never a mark in a value.
  @Test func `no mark becomes a value's text`() throws {
    for (head, marks, tail) in [
      (
        "<function=save_page><parameter=title>A", "</parameter><parameter=body>",
        "B</parameter></function>"
      ),
      (
        "<tool_call>save_page<arg_key>title</arg_key><arg_value>A",
        "</arg_value><arg_key>body</arg_key><arg_value>", "B</arg_value></tool_call>"
      ),
    ] {
      let bytes = Array(marks.utf8)
      for i in bytes.indices {
        for with in [[], [UInt8(ascii: "<")], [bytes[i], bytes[i]], [UInt8(ascii: "x")]] {
          var torn = bytes
          torn.replaceSubrange(i...i, with: with)
          let text = head + String(decoding: torn, as: UTF8.self) + tail
          let calls = try readCalls(text)
          #expect(!calls.contains("arg_") && !calls.contains("param"), "\(text): \(calls)")
        }
      }
    }
  }

  @Test(arguments: [
    "</par ameter>", "</par'meter>", "</parametearameter>", "</paramarameter name=\"x\">",
    "<)/parameter>", "< parameter>",
  ])
  func `a damaged closing mark is no text`(_ mark: String) throws {
    let text = "<function=open_gate>\n<parameter=gate>west\(mark)</parameter>\n</function>"
    let calls = plain(try readCalls(text))
    #expect(calls == "unreadable" || calls == Self.gate, "\(mark): \(calls)")
  }

  @Test(arguments: [
    "<html lang=\"en\"><body class=\"x\">1</body></html>", "<body class=\"x\">1</body>",
    "a <body> b",
    "std::vector<Parameter> x;", "Map<string, Parameter> m;", "if parameter>5: x", "Vec<Body>",
    "the <parameter> and <argument>", "<body type=\"text\">1</body>",
  ])
  func `code and markup are text`(_ value: String) throws {
    for text in [
      "<function=save_page>\n<parameter=title>\nA\n</parameter>\n<parameter=body>\n\(value)\n"
        + "</parameter>\n</function>",
      "<invoke name=\"save_page\"><parameter name=\"title\">A</parameter>"
        + "<parameter name=\"body\">\(value)</parameter></invoke>",
    ] {
      let body = JSONWriter.quoted(Array(value.utf8)).string
      #expect(try readCalls(text).contains(#""body":\#(body)"#), "\(text)")
    }
  }

  @Test(arguments: [
    "A\n<Parameter=body>\nB", "A\n<parameter>\nB", "A <parameter>B", "A<parameter> B",
  ])
  func `the next mark is no text`(_ value: String) throws {
    let text = "<function=save_page>\n<parameter=title>\(value)\n</parameter>\n</function>"
    #expect(try readCalls(text) == "unreadable", "\(text)")
  }

  @Test func `a closing tag that is called like the parameter closes`() throws {
    let page =
      "<invoke name=\"save_page\">\n<parameter name=\"title\">A</title>\n"
      + "<parameter name=\"body\">a <body>b</body></parameter>\n</invoke>"
    #expect(
      try readCalls(page).contains(#"{"title":"A","body":"a <body>b</body>"}"#))
  }

  @Test func `a text that is said to be one is as it is`() throws {
    let page =
      "<｜DSML｜invoke name=\"save_page\"><｜DSML｜parameter name=\"title\" string=\"true\">\nA\n"
      + "</｜DSML｜parameter><｜DSML｜parameter name=\"body\" string=\"true\">B</｜DSML｜paramter>"
      + "</｜DSML｜invoke>"
    let calls = try readCalls(page)
    #expect(calls.contains(#"{"title":"\nA\n","body":"B"}"#), "\(calls)")
  }

  @Test func `a line end before a closing tag is the value's where other tags stand close`() throws
  {
    func page(_ title: String, _ body: String) -> String {
      "<invoke name=\"save_page\">\n<parameter name=\"title\">\(title)</parameter>\n"
        + "<parameter name=\"body\">\(body)</parameter>\n</invoke>"
    }
    #expect(try readCalls(page("A", "x\ny\n")).contains(#""body":"x\ny\n""#))
    for (title, body) in [("A", "x\n"), ("A\n", "x\ny\n"), ("A", "\nx"), ("A\n", "x")] {
      #expect(try readCalls(page(title, body)) == "unreadable", "\(title), \(body)")
    }
  }

  @Test(arguments: [
    ("In HTML, <title>x</title> is a slot.", "title"), ("a </parameter> b", "body"),
    ("<parameters><b>1</b></parameters>", "body"), ("<p>1 < 2 > 0</p>", "body"),
    ("<param name=x value=y>", "body"),
  ])
  func `a text may hold tags`(_ value: String, _ key: String) throws {
    let other = key == "title" ? "body" : "title"
    let text =
      "<function=save_page><parameter=\(key)>\(value)</parameter>"
      + "<parameter=\(other)>B</parameter></function>"
    #expect(try readCalls(text).contains(#""\#(key)":"\#(value)""#), "\(text)")
  }
}
