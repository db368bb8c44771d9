/// Rules that bring a value to conform to its schema.
extension RuleTable {
  static let alignment: [RuleEntry] = [
    RuleEntry(
      .stringToNumber, "string-to-number", .safe, cost: 0.2,
      "reads a string as the number it spells",
      "\"5\"", "5"),
    RuleEntry(
      .stringToBoolean, "string-to-boolean", .safe, cost: 0.2,
      "reads a string as true or false",
      "\"True\"", "true"),
    RuleEntry(
      .wordToBoolean, "word-to-boolean", .guess, cost: 0.5,
      "reads yes, no, 1 and 0 as booleans",
      "{\"ok\":\"yes\"}", "{\"ok\":true}"),
    RuleEntry(
      .scalarToString, "scalar-to-string", .safe, cost: 0.2,
      "puts a number or boolean in quotes",
      "5", "\"5\""),
    RuleEntry(
      .scalarToList, "scalar-to-list", .safe, cost: 0.2,
      "makes a list of one value",
      "\"a\"", "[\"a\"]"),
    RuleEntry(
      .splitList, "split-list", .safe, cost: 0.2,
      "splits words with commas between them into a list",
      "{\"a\":\"x, y\"}", "{\"a\":[\"x\",\"y\"]}"),
    RuleEntry(
      .listToScalar, "list-to-scalar", .safe, cost: 0.2,
      "takes the only element of a list",
      "[\"a\"]", "\"a\""),
    RuleEntry(
      .parseString, "parse-string", .safe, cost: 0.2,
      "reads a string as the JSON it holds",
      "\"[1,2]\"", "[1,2]"),
    RuleEntry(
      .nullWord, "null-word", .safe, cost: 0.2,
      "reads a string that says null as null",
      "\"None\"", "null"),
    RuleEntry(
      .dropNull, "drop-null", .safe, cost: 0.2,
      "leaves out an optional member that is null",
      "{\"a\":null}", "{}"),
    RuleEntry(
      .fillDefault, "fill-default", .guess, cost: 0.5,
      "inserts the default of a required property",
      "{}", "{\"unit\":\"C\"}"),
    RuleEntry(
      .enumSpelling, "enum-spelling", .safe, cost: 0.2,
      "spells an enumerated value as the schema does",
      "\"Celsius\"", "\"celsius\""),
    RuleEntry(
      .valueInText, "value-in-text", .guess, cost: 0.9,
      "picks the one value that a sentence names",
      "The answer is True.", "true"),
    RuleEntry(
      .keySpelling, "key-spelling", .safe, cost: 0.2,
      "spells a key as the schema does",
      "{\"userName\":1}", "{\"user_name\":1}"),
    RuleEntry(
      .keySlip, "key-slip", .guess, cost: 1.0,
      "spells a key as the schema does where one letter is wrong",
      "{\"adress\":1}", "{\"address\":1}"),
    RuleEntry(
      .placeholderKey, "placeholder-key", .safe, cost: 0.5,
      "gives a key that only says \"parameter\" the missing property's name",
      "{\"param_name\":\"Oslo\"}", "{\"city\":\"Oslo\"}"),
    RuleEntry(
      .unwrapKey, "unwrap-key", .safe, cost: 0.2,
      "takes the object out of a wrapper key",
      "{\"params\":{\"a\":1}}", "{\"a\":1}"),
    RuleEntry(
      .wrapValue, "wrap-value", .safe, cost: 0.2,
      "puts a value under the only property of an object",
      "1214", "{\"id\":1214}"),
    RuleEntry(
      .dropUnknown, "drop-unknown", .guess, cost: 1.5,
      "drops properties the schema does not allow",
      "{\"a\":1,\"x\":2}", "{\"a\":1}"),
    RuleEntry(
      .dropInvalidOptional, "drop-invalid-optional", .guess, cost: 1.5,
      "drops an optional value that does not conform",
      "{\"a\":1,\"b\":\"?\"}", "{\"a\":1}"),
    RuleEntry(
      .dropInvalidItem, "drop-invalid-item", .guess, cost: 1.5,
      "drops an element of a list that does not conform",
      "[1,\"?\"]", "[1]"),
    RuleEntry(
      .dropRepeatedCall, "drop-repeated-call", .guess, cost: 0.5,
      "drops a call that repeats an earlier one exactly",
      "[f(a=1),f(a=1)]", "[f(a=1)]"),
    RuleEntry(
      .dropUnknownCall, "drop-unknown-call", .guess, cost: 1.5,
      "drops a call of a tool that was not offered",
      "[f(a=1),print(1)]", "[f(a=1)]"),
    RuleEntry(
      .fanOut, "fan-out", .guess, cost: 0.5,
      "makes one call for each element of a list",
      "f(city=[\"a\",\"b\"])", "f(city=\"a\"), f(city=\"b\")"),
  ]
}
