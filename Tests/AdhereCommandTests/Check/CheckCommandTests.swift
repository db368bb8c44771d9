import Foundation
import Testing

/// `adhere check`: documents against a schema.
@Suite struct CheckCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func check(_ schema: String, _ document: String, _ flags: String = "") throws
    -> CommandRun
  {
    try scratch.file("schema.json", schema)
    try scratch.file("a.json", document)
    return try CommandRun.shell("adhere check --schema schema.json \(flags) a.json", in: scratch)
  }

  @Test func `a document that conforms gives no line`() throws {
    let run = try check(#"{"type":"object"}"#, "{}")
    #expect(run.text == "")
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test func `a byte order mark is no part of a schema or a document`() throws {
    let run = try check("\u{FEFF}" + #"{"type":"object"}"#, "\u{FEFF}[]")
    #expect(run.lines == ["a.json:1:1: (root): expected object; got array"])
    #expect(run.errors == "")
    #expect(run.status == 1)
  }

  @Test func `a wrong remark is a warning`() throws {
    let run = try check(#"{"type":"object","title":5}"#, "{}")
    #expect(run.errors.hasPrefix("adhere: warning: schema.json:1:26: \"title\" must be a string"))
    #expect(run.status == 0)
  }

  @Test func `all errors of a schema are told`() throws {
    let run = try check(#"{"type":"strng","minLength":-1}"#, "{}")
    #expect(run.errors.contains("schema.json:1:9: "))
    #expect(run.errors.contains(#"(did you mean "string"?)"#))
    #expect(run.errors.contains("schema.json:1:29: "))
    #expect(run.status == 2)
  }

  @Test func `identifiers of reference files are relative to their files`() throws {
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent("d"), withIntermediateDirectories: true)
    try scratch.file("d/foo.json", #"{"$id":"x.json","type":"integer"}"#)
    try scratch.file("d/bar.json", #"{"$id":"/enums/bar","type":"null"}"#)
    let run = try check(
      #"{"properties":{"a":{"$ref":"d/x.json"},"b":{"$ref":"/enums/bar"}}}"#,
      #"{"a":"x","b":null}"#,
      "--ref d")
    #expect(run.lines == [#"a.json:1:6: /a: expected integer; got "x""#])
    let local = try check(##"{"$ref":"#/$defs/x"}"##, "{}")
    #expect(!local.errors.contains("--ref"))
    #expect(local.status == 2)
  }

  @Test func `every error has its place, expectation and what was there`() throws {
    let run = try check(
      """
      {"properties":{"age":{"type":"integer"},"role":{"enum":["a","b"]},"tags":{"minItems":2},
       "name":{"maxLength":2},"kind":{"const":1}},"required":["id"],"additionalProperties":false}
      """,
      "{\"age\": \"x\",\n \"role\": \"c\",\n  \"tags\": [1], \"name\": \"é\\u00e9e\",\n"
        + "\"kind\":2, \"more\":0}")
    #expect(
      Set(run.lines) == [
        #"a.json:1:9: /age: expected integer; got "x""#,
        #"a.json:2:10: /role: expected one of "a", "b"; got "c""#,
        "a.json:3:11: /tags: must NOT have fewer than 2 items; got array",
        #"a.json:3:24: /name: must NOT have more than 2 characters; got "é\u00e9e""#,
        "a.json:4:8: /kind: expected 1; got number 2",
        "a.json:4:11: /more: unknown property",
        "a.json:1:1: (root): must have required property 'id'",
      ])
    #expect(run.status == 1)
  }

  @Test func `the branch that was meant is the one that is explained`() throws {
    let schema = """
      {"oneOf":[
        {"properties":{"kind":{"const":"circle"},"r":{"type":"number"}},"required":["kind","r"]},
        {"properties":{"kind":{"const":"square"},"side":{"type":"number"}},"required":["kind"]}]}
      """
    let side = try check(schema, #"{"kind":"square","side":"1"}"#)
    #expect(side.text == "a.json:1:25: /side: expected number; got \"1\"\n")
    let kind = try check(schema, #"{"kind":"circel","r":1}"#)
    #expect(
      kind.text
        == #"a.json:1:9: /kind: expected "circle" or "square"; got "circel" (did you mean "circle"?)"#
        + "\n")
    let type = try check(#"{"anyOf":[{"type":"string"},{"type":["null","integer"]}]}"#, "[1]")
    #expect(type.text == "a.json:1:1: (root): expected string, null,integer; got array\n")
    let both = try check(#"{"oneOf":[{"type":"string"},true,{"minLength":1}]}"#, "\"a\"")
    #expect(
      both.text == "a.json:1:1: (root): must match exactly one schema in oneOf; got \"a\"\n")
  }

  @Test func `an error keeps to its line whatever the document holds`() throws {
    let run = try check(
      #"{"additionalProperties":{"type":"string"}}"#,
      "{\"a\\u001b[31m\\n\": [\n 1,\n 2]}")
    #expect(run.text == "a.json:1:19: /a\\u001b[31m : expected string; got array\n")
  }

  @Test func `what is no JSON is named with line and column`() throws {
    let run = try check("true", "{\"a\": 1,\n  b}")
    #expect(
      run.text == "a.json:2:3: not JSON: an object key in double quotes is expected\n")
    #expect(run.status == 1)
    let json = try check("true", "[", "--format json")
    let answer = try record(json.text)
    #expect(answer["valid"] as? Bool == false)
    let error = try #require((answer["errors"] as? [[String: Any]])?.first)
    #expect(error["keyword"] as? String == "json")
    #expect((error["params"] as? [String: Any])?["code"] as? String == "unexpected-end")
  }

  @Test func `json has Ajv's fields, a line for each document`() throws {
    let schema = "{\"properties\":{\"a\":{\"enum\":[1,\n2]}},\"anyOf\":[{\"required\":[\"b\"]}]}"
    let run = try check(schema, #"{"a":3}"#, "--format json")
    #expect(run.lines.count == 1)
    let answer = try record(run.text)
    #expect(answer["file"] as? String == "a.json")
    let errors = try #require(answer["errors"] as? [[String: Any]])
    #expect(
      Set(errors.map { $0["schemaPath"] as? String }) == [
        "#/properties/a/enum", "#/anyOf/0/required", "#/anyOf",
      ])
    for error in errors {
      #expect(
        Set(error.keys) == ["instancePath", "schemaPath", "keyword", "params", "message"])
    }
    #expect(errors.last?["keyword"] as? String != "required")
  }

  @Test func `lines are documents of their own`() throws {
    let input = "{\"a\":1}\n\n{\"a\":\"x\"}\r\n{\n[1]"
    try scratch.file("schema.json", #"{"properties":{"a":{"type":"integer"}}}"#)
    let text = try CommandRun.adhere(
      "check", "--schema", "schema.json", "--lines", input: input, in: scratch)
    #expect(
      text.lines == [
        "standard input:3:6: /a: expected integer; got \"x\"",
        "standard input:4:2: not JSON: the text ends inside a value",
      ])
    #expect(text.status == 1)
    let flags = try CommandRun.adhere(
      "check", "--schema", "schema.json", "--lines", "--format", "flag", input: input, in: scratch)
    #expect(
      flags.lines == [
        #"{"valid":true}"#, #"{"valid":false}"#, #"{"valid":false}"#, #"{"valid":true}"#,
      ])
    let json = try CommandRun.adhere(
      "check", "--schema", "schema.json", "--lines", "--format", "json", input: input, in: scratch)
    #expect(try json.lines.map { try record($0)["line"] as? Int } == [1, 3, 4, 5])
  }

  @Test func `the formats of JSON Schema are a document a line`() throws {
    let schema =
      "{\"properties\":{\"a\":{\"type\":\"integer\",\"title\":\"A\"}},\n\"examples\":[\n1]}"
    let basic = try check(schema, #"{"a":"x"}"#, "--format basic")
    let error = try #require((record(basic.text)["errors"] as? [[String: Any]])?.first)
    #expect(error["keywordLocation"] as? String == "/properties/a/type")
    #expect(
      (error["absoluteKeywordLocation"] as? String)?.hasSuffix("/schema.json#/properties/a/type")
        == true)
    #expect(error["instanceLocation"] as? String == "/a")
    #expect(error["error"] as? String == "must be integer")
    #expect(basic.status == 1)
    let detailed = try check(schema, #"{"a":"x"}"#, "--format detailed")
    #expect(try record(detailed.text)["keywordLocation"] as? String == "/properties/a/type")
    let valid = try check(schema, #"{"a":1}"#, "--format basic")
    #expect(valid.lines.count == 1)
    #expect(
      (try record(valid.text)["annotations"] as? [[String: Any]])?.map {
        $0["keywordLocation"] as? String
      } == ["/properties", "/properties/a/title", "/examples"])
    #expect(valid.status == 0)
    let verbose = try check(schema, #"{"a":1}"#, "--format verbose")
    #expect(verbose.lines.count == 1)
    #expect(verbose.text.contains(#""keywordLocation":"/properties/a/type""#))
    for format in ["flag", "basic", "detailed", "verbose", "list", "hierarchical"] {
      let broken = try check(schema, "{", "--format \(format)")
      #expect(try record(broken.text)["valid"] as? Bool == false)
      #expect(broken.lines.count == 1)
      #expect(broken.status == 1)
    }
    try scratch.file("schema.json", schema)
    let lines = try CommandRun.adhere(
      "check", "--schema", "schema.json", "--lines", "--format", "list",
      input: "{\"a\":1}\n{\"a\":2.5}\n", in: scratch)
    #expect(try lines.lines.map { try record($0)["valid"] as? Bool } == [true, false])
    #expect(try check(schema, "{}", "--format nice").status == 2)
  }

  @Test func `a schema that explodes ends within bounds in every format`() throws {
    var definitions = #""d0":{"type":"string"}"#
    for i in 1...40 {
      definitions +=
        ##","d\##(i)":{"allOf":[{"$ref":"#/$defs/d\##(i - 1)"},{"$ref":"#/$defs/d\##(i - 1)"}]}"##
    }
    let schema = ##"{"$ref":"#/$defs/d40","$defs":{\##(definitions)}}"##
    let run = try check(schema, "1", "--format verbose")
    #expect(run.status == 1)
    #expect(run.output.count < 66 << 20)
    #expect(run.text.hasSuffix(#""truncated":true}"# + "\n"))
  }

  @Test func `errors can be limited, output can be left out`() throws {
    let schema = #"{"items":{"type":"integer"}}"#
    #expect(try check(schema, #"["a","b","c"]"#).lines.count == 3)
    #expect(try check(schema, #"["a","b","c"]"#, "--max-errors 2").lines.count == 2)
    let quiet = try check(schema, #"["a"]"#, "--quiet")
    #expect(quiet.text == "")
    #expect(quiet.status == 1)
    #expect(try check(schema, "[]", "--max-errors 0").status == 2)
  }

  @Test func `draft and formats are set by flags`() throws {
    let bound = #"{"maximum":3,"exclusiveMaximum":true}"#
    #expect(try check(bound, "3", "--draft 4").status == 1)
    #expect(try check(bound, "3").status == 2)
    let format = #"{"format":"ipv4"}"#
    #expect(try check(format, #""x""#).status == 0)
    #expect(
      try check(format, #""x""#, "--assert-formats").text
        == "a.json:1:1: (root): must match format \"ipv4\"; got \"x\"\n")
  }

  @Test func `references lead to the files that are named`() throws {
    let shared = scratch.folder.appendingPathComponent("shared/deep folder")
    try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
    try scratch.file("shared/deep folder/street.json", #"{"type":"string"}"#)
    try scratch.file(
      "shared/address.json",
      #"{"properties":{"street":{"$ref":"deep%20folder/street.json"}}}"#)
    try scratch.file("shared/id.json", #"{"$id":"https://x.test/id","type":"integer"}"#)
    let schema =
      #"{"properties":{"home":{"$ref":"shared/address.json"},"id":{"$ref":"https://x.test/id"}}}"#
    let document = #"{"home":{"street":1},"id":"x"}"#
    let alone = try check(schema, document)
    #expect(alone.status == 2)
    #expect(alone.errors.hasPrefix("adhere: schema.json:1:"))
    #expect(alone.errors.contains("--ref"))
    let run = try check(schema, document, "--ref shared")
    #expect(
      run.lines == [
        "a.json:1:19: /home/street: expected string; got number 1",
        "a.json:1:27: /id: expected integer; got \"x\"",
      ])
    try scratch.file("shared/id.json", #"{"$id":"https://x.test/id","type":1}"#)
    #expect(
      try check(schema, document, "--ref shared").errors.hasPrefix("adhere: shared/id.json:1:35: "))
  }

  @Test func `a schema answers to the metaschema it names`() throws {
    try scratch.file(
      "meta.json", #"{"$id":"https://x.test/meta","properties":{"maxLength":{"maximum":9}}}"#)
    let schema = "{\"$schema\": \"https://x.test/meta\",\n \"maxLength\": 10}"
    let unknown = try check(schema, "1")
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("adhere: schema.json:1:13: "))
    #expect(unknown.errors.contains("--ref"))
    let known = try check(schema, "1", "--ref meta.json")
    #expect(known.status == 2)
    #expect(known.errors.hasPrefix("adhere: schema.json:2:15: the metaschema https://x.test/meta "))
  }

  @Test func `files that cannot be used end with 2`() throws {
    let missing = try CommandRun.adhere("check", "--schema", "none.json", in: scratch)
    #expect(missing.errors == "adhere: cannot read none.json: No such file or directory\n")
    #expect(missing.status == 2)
    try scratch.file("s.json", #"{"type":"objekt"}"#)
    let schema = try CommandRun.adhere("check", "--schema", "s.json", input: "{}", in: scratch)
    #expect(schema.errors.hasPrefix("adhere: s.json:1:9: "))
    #expect(schema.status == 2)
    try scratch.file("s.json", "{\n}}")
    let text = try CommandRun.adhere("check", "--schema", "s.json", input: "{}", in: scratch)
    #expect(text.errors.hasPrefix("adhere: s.json:2:2: not JSON: "))
    try scratch.file("t.json", #"{"type":"object"}"#)
    try scratch.file("bad.json", "[]")
    let run = try CommandRun.adhere(
      "check", "--schema", "t.json", "none.json", "bad.json", in: scratch)
    #expect(run.errors == "adhere: cannot read none.json: No such file or directory\n")
    #expect(run.text == "bad.json:1:1: (root): expected object; got array\n")
    #expect(run.status == 2)
    #expect(try CommandRun.adhere("check", in: scratch).status == 2)
    #expect(try CommandRun.adhere("check", "--schema", "t.json", ".", in: scratch).status == 2)
  }

  @Test func `a document that is too long is refused before it is held`() throws {
    try scratch.file("s.json", "{}")
    let long = "[\(String(repeating: "1,", count: 100))1]\n"
    for (lines, name) in [([], "standard input"), (["--lines"], "standard input:1")] {
      let script =
        (["adhere", "check", "--schema", "s.json", "--max-document-bytes", "100"] + lines)
        .joined(separator: " ")
      try scratch.file("long.json", long)
      let run = try CommandRun.shell(script + " <long.json", in: scratch)
      #expect(
        run.errors
          == "adhere: \(name): longer than 100 bytes; --max-document-bytes raises that\n")
      #expect(run.status == 2)
    }
    for wrong in ["0", "99999999999"] {
      let run = try CommandRun.adhere(
        "check", "--schema", "s.json", "--max-document-bytes", wrong, in: scratch)
      #expect(run.status == 2)
    }
  }

  @Test func `a document that is nested too deep is named`() throws {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let run = try check(##"{"items":{"$ref":"#"}}"##, deep)
    #expect(run.text.hasPrefix("a.json:1:4097: /0/0/"))
    #expect(
      run.text.hasSuffix(
        "/0: is nested deeper than 4096 schema applications, the limit; got array\n"))
    #expect(run.status == 1)
  }

  @Test func `embeddings are checked`() throws {
    try scratch.file(
      "e.json", "{\"data\":[\n{\"index\":0,\"embedding\":[1,2]},\n{\"index\":1,\"embedding\":[1]}]}"
    )
    let run = try CommandRun.adhere(
      "check", "--embeddings", "--dimensions", "2", "e.json", in: scratch)
    #expect(run.text == "e.json:3:24: /data/1/embedding has 1 dimensions, not 2\n")
    #expect(run.status == 1)
  }
}
