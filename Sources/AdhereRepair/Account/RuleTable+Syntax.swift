/// Rules of notation: how one value is written.
extension RuleTable {
  static let syntax: [RuleEntry] = [
    RuleEntry(
      .exoticSpace, "exotic-space", .lossless, cost: 0.1,
      "turns exotic white space into spaces",
      "{ \"a\":1}", "{ \"a\":1}"),
    RuleEntry(
      .lineContinuation, "line-continuation", .lossless, cost: 0.1,
      "drops the backslash of a continued line",
      "[1,\\\n2]", "[1,\n2]"),
    RuleEntry(
      .comment, "comment", .lossless, cost: 0.1,
      "drops comments",
      "[1,/*x*/2] // y", "[1,2] "),
    RuleEntry(
      .ellipsis, "ellipsis", .guess, cost: 0.5,
      "drops an ellipsis that stands for left out items",
      "[1,2,...]", "[1,2]"),
    RuleEntry(
      .trailingComma, "trailing-comma", .lossless, cost: 0.1,
      "drops a comma before a closing bracket",
      "[1,]", "[1]"),
    RuleEntry(
      .leadingComma, "leading-comma", .lossless, cost: 1.2,
      "drops a comma before the first element",
      "[,1]", "[1]"),
    RuleEntry(
      .repeatedComma, "repeated-comma", .lossless, cost: 1.2,
      "drops a repeated comma",
      "[1,,2]", "[1,2]"),
    RuleEntry(
      .missingComma, "missing-comma", .lossless, cost: 1.0,
      "inserts a comma between two elements",
      "[1 2]", "[1, 2]"),
    RuleEntry(
      .missingColon, "missing-colon", .lossless, cost: 1.0,
      "inserts a colon after a key",
      "{\"a\" 1}", "{\"a\": 1}"),
    RuleEntry(
      .equalsForColon, "equals-for-colon", .lossless, cost: 0.6,
      "reads = or => after a key as a colon",
      "{\"a\"=1}", "{\"a\":1}"),
    RuleEntry(
      .missingValue, "missing-value", .guess, cost: 1.0,
      "reads a value that was left out as null",
      "{\"a\":}", "{\"a\":null}"),
    RuleEntry(
      .unquotedKey, "unquoted-key", .lossless, cost: 0.1,
      "puts a key in quotes",
      "{a:1}", "{\"a\":1}"),
    RuleEntry(
      .singleQuotes, "single-quotes", .lossless, cost: 0.1,
      "turns single quotes into double ones",
      "{'a':'b'}", "{\"a\":\"b\"}"),
    RuleEntry(
      .smartQuotes, "smart-quotes", .lossless, cost: 0.5,
      "turns typographic quotes into double ones",
      "{“a”:1}", "{\"a\":1}"),
    RuleEntry(
      .backtickQuotes, "backtick-quotes", .lossless, cost: 0.1,
      "turns backticks around a string into double quotes",
      "{\"a\":`b`}", "{\"a\":\"b\"}"),
    RuleEntry(
      .tripleQuotes, "triple-quotes", .lossless, cost: 0.1,
      "reads a string in triple quotes",
      "{\"a\":\"\"\"b\nc\"\"\"}", "{\"a\":\"b\\nc\"}"),
    RuleEntry(
      .familyQuotes, "family-quotes", .lossless, cost: 0.1,
      "turns a model family's own string marks into quotes",
      "{a:<|\"|>b<|\"|>}", "{\"a\":\"b\"}"),
    RuleEntry(
      .innerQuotes, "inner-quotes", .safe, cost: 1.0,
      "escapes a quote that belongs to the text",
      "{\"a\":\"say \"hi\" now\"}", "{\"a\":\"say \\\"hi\\\" now\"}"),
    RuleEntry(
      .escapedApostrophe, "escaped-apostrophe", .lossless, cost: 0.1,
      "drops the backslash before an apostrophe",
      "{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}"),
    RuleEntry(
      .foreignEscape, "foreign-escape", .lossless, cost: 0.1,
      "writes \\x escapes as \\u escapes",
      "{\"a\":\"\\x41\"}", "{\"a\":\"\\u0041\"}"),
    RuleEntry(
      .markdownEscape, "markdown-escape", .lossless, cost: 0.1,
      "drops the backslash Markdown put before _ and *",
      "get\\_time(a=1)", "get_time(a=1)"),
    RuleEntry(
      .keepBackslash, "keep-backslash", .safe, cost: 0.2,
      "escapes a backslash that begins no escape",
      "{\"a\":\"C:\\dir\"}", "{\"a\":\"C:\\\\dir\"}"),
    RuleEntry(
      .rawControl, "raw-control", .lossless, cost: 0.1,
      "escapes a raw control character in a string",
      "{\"a\":\"b␊c\"}", "{\"a\":\"b\\nc\"}"),
    RuleEntry(
      .invalidUTF8, "invalid-utf8", .guess, cost: 0.5,
      "replaces a byte that is not UTF-8 by U+FFFD",
      "\"\\xFF\"", "\"�\""),
    RuleEntry(
      .stringConcatenation, "string-concatenation", .lossless, cost: 0.1,
      "joins strings that are added",
      "\"a\" + \"b\"", "\"ab\""),
    RuleEntry(
      .stringPrefix, "string-prefix", .lossless, cost: 0.1,
      "drops a Python string prefix",
      "[r'a']", "[\"a\"]"),
    RuleEntry(
      .literals, "literals", .lossless, cost: 0.1,
      "spells true, false and null as JSON does",
      "[True,None]", "[true,null]"),
    RuleEntry(
      .undefined, "undefined", .guess, cost: 0.2,
      "reads undefined as null",
      "[undefined]", "[null]"),
    RuleEntry(
      .nonFinite, "non-finite", .guess, cost: 0.2,
      "reads NaN and Infinity as null",
      "[NaN]", "[null]"),
    RuleEntry(
      .numberForm, "number-form", .lossless, cost: 0.1,
      "spells a number as JSON does",
      "[.5, 1_000, 0x1F]", "[0.5, 1000, 31]"),
    RuleEntry(
      .truncatedNumber, "truncated-number", .guess, cost: 0.5,
      "drops the exponent of a number that was left without digits",
      "[2e]", "[2]"),
    RuleEntry(
      .literalArithmetic, "literal-arithmetic", .guess, cost: 0.2,
      "computes arithmetic on literal numbers",
      "f(a=5*2)", "f(a=10)"),
    RuleEntry(
      .literalVariable, "literal-variable", .safe, cost: 0.2,
      "puts in a variable's literal value",
      "x = 5; f(a=x)", "f(a=5)"),
    RuleEntry(
      .promptName, "prompt-name", .safe, cost: 0.2,
      "puts a name that the prompt writes in quotes",
      "train(data=my_data)", "[{\"name\":\"train\",\"arguments\":{\"data\":\"my_data\"}}]"),
    RuleEntry(
      .tuple, "tuple", .lossless, cost: 0.1,
      "turns a Python tuple into a list",
      "(1, 2)", "[1, 2]"),
    RuleEntry(
      .setLiteral, "set-literal", .safe, cost: 0.2,
      "turns a Python set into a list",
      "{'a', 'b'}", "[\"a\", \"b\"]"),
    RuleEntry(
      .strayQuote, "stray-quote", .safe, cost: 1.0,
      "drops a quote behind a number",
      "{\"a\":1\"}", "{\"a\":1}"),
    RuleEntry(
      .missingEndQuote, "missing-end-quote", .safe, cost: 1.0,
      "closes a string whose closing quote was lost",
      "{\"a\":\"b,\"c\":1}", "{\"a\":\"b\",\"c\":1}"),
    RuleEntry(
      .missingStartQuote, "missing-start-quote", .safe, cost: 1.0,
      "opens a string whose opening quote was lost",
      "{a\":1,\"b\":c\"}", "{\"a\":1,\"b\":\"c\"}"),
    RuleEntry(
      .regexLiteral, "regex-literal", .guess, cost: 0.2,
      "puts a pattern between slashes in quotes",
      "{\"a\":/b+/i}", "{\"a\":\"/b+/i\"}"),
    RuleEntry(
      .parentheses, "parentheses", .lossless, cost: 0.1,
      "drops parentheses around one value",
      "(1)", "1"),
    RuleEntry(
      .functionWrapper, "function-wrapper", .lossless, cost: 0.1,
      "drops a function call around the whole text",
      "callback({});", "{}"),
    RuleEntry(
      .typeWrapper, "type-wrapper", .lossless, cost: 0.1,
      "drops a type's name around a value",
      "[ObjectId(\"1\")]", "[\"1\"]"),
    RuleEntry(
      .unquotedString, "unquoted-string", .guess, cost: 0.5,
      "puts bare text in quotes",
      "{\"a\": hello world}", "{\"a\": \"hello world\"}"),
    RuleEntry(
      .bareArgument, "bare-argument", .safe, cost: 0.2,
      "puts bare text of a call that is itself a string in quotes",
      "[\"f(city=New York)\"]", "[{\"name\":\"f\",\"arguments\":{\"city\":\"New York\"}}]"),
    RuleEntry(
      .pythonCall, "python-call", .lossless, cost: 0.1,
      "reads a call in Python syntax",
      "[f(a=1)]", "[{\"name\":\"f\",\"arguments\":{\"a\":1}}]"),
    RuleEntry(
      .positionalArgument, "positional-argument", .safe, cost: 0.2,
      "names a positional argument after its parameter",
      "f(1)", "{\"name\":\"f\",\"arguments\":{\"a\":1}}"),
    RuleEntry(
      .mismatchedClose, "mismatched-close", .lossless, cost: 1.1,
      "mends a closing bracket of the wrong kind",
      "[{\"a\":1]", "[{\"a\":1}]"),
    RuleEntry(
      .extraClose, "extra-close", .lossless, cost: 1.2,
      "drops a closing bracket too many",
      "{\"a\":1}}", "{\"a\":1}"),
    RuleEntry(
      .earlyClose, "early-close", .safe, cost: 1.2,
      "drops a closing bracket after which the object goes on",
      "{\"a\":1},\"b\":2}", "{\"a\":1,\"b\":2}"),
    RuleEntry(
      .missingClose, "missing-close", .safe, cost: 1.0,
      "closes an object before the next one of a list",
      "[{\"a\":1,{\"a\":2}]", "[{\"a\":1},{\"a\":2}]"),
    RuleEntry(
      .missingOpen, "missing-open", .safe, cost: 1.0,
      "opens an object whose opening bracket was lost",
      "[\"a\":1]", "[{\"a\":1}]"),
    RuleEntry(
      .closeTruncated, "close-truncated", .guess, cost: 1.0,
      "closes what the text left open",
      "[{\"a\":1", "[{\"a\":1}]"),
    RuleEntry(
      .extraOpen, "extra-open", .safe, cost: 1.2,
      "drops an opening bracket too many",
      "{{\"a\":1}", "{\"a\":1}"),
    RuleEntry(
      .lookAlikeMark, "look-alike-mark", .safe, cost: 0.6,
      "reads a mark of another script or notation as JSON's",
      "{\"a\":1；\"b\":2}", "{\"a\":1,\"b\":2}"),
    RuleEntry(
      .swappedMarks, "swapped-marks", .safe, cost: 1.2,
      "puts two marks in the order that JSON has them",
      "{\"a:\"1}", "{\"a\":1}"),
    RuleEntry(
      .wrongMark, "wrong-mark", .safe, cost: 1.1,
      "replaces a mark by the one that JSON has in its place",
      "{\"a\",1}", "{\"a\":1}"),
    RuleEntry(
      .strayMark, "stray-mark", .safe, cost: 1.2,
      "drops a mark that nothing stands beside",
      "{\"a\"::1}", "{\"a\":1}"),
    RuleEntry(
      .nearestReading, "nearest-reading", .guess, cost: 0.3,
      "takes the cheapest of several readings that conform",
      "{\"a\":{\"b\":1,\"c\":2}", "{\"a\":{\"b\":1,\"c\":2}}"),
  ]
}
