import AdhereSchema

/// A schema with values that conform and values that do not.
struct OwnCase: Sendable, CustomStringConvertible {
  var dialects: [Dialect]
  var schema: String
  var valid: [String]
  var invalid: [String]

  init(
    _ schema: String, in dialects: [Dialect] = OwnCase.modern, valid: [String],
    invalid: [String]
  ) {
    self.schema = schema
    self.dialects = dialects
    self.valid = valid
    self.invalid = invalid
  }

  var description: String { schema }

  static let modern: [Dialect] = [.draft2019, .draft2020, .v1]
  static let since4: [Dialect] = [.draft4, .draft6, .draft7, .draft2019, .draft2020, .v1]
  static let since6: [Dialect] = [.draft6, .draft7, .draft2019, .draft2020, .v1]
  static let before2020: [Dialect] = [.draft3, .draft4, .draft6, .draft7, .draft2019]
}

/// A compact conformance set of our own. It runs everywhere, without the official suite.
enum OwnCases {
  static let all: [OwnCase] =
    types + numbers + strings + arrays + objects + logic + references
    + unevaluated + oldDrafts

  static let types = [
    OwnCase(
      #"{"type":"integer"}"#, in: OwnCase.since6,
      valid: ["1", "-0", "1.0", "1e2", "12345678901234567890123"],
      invalid: ["1.5", "\"1\"", "null", "1e-1"]),
    OwnCase(
      #"{"type":"integer"}"#, in: [.draft3, .draft4], valid: ["1", "-7"], invalid: ["1.0", "1e2"]),
    OwnCase(
      #"{"type":["string","null"]}"#, in: OwnCase.since4, valid: ["\"a\"", "null"],
      invalid: ["0", "[]", "{}", "true"]),
    OwnCase(
      #"{"type":"boolean"}"#, in: OwnCase.since4, valid: ["true", "false"],
      invalid: ["null", "0", "\"true\""]),
    OwnCase("true", in: OwnCase.since6, valid: ["1", "{}"], invalid: []),
    OwnCase("false", in: OwnCase.since6, valid: [], invalid: ["1", "{}", "null"]),
    OwnCase(
      #"{"const":{"a":[1,2.0],"b":null}}"#, in: OwnCase.since6, valid: [#"{"b":null,"a":[1.0,2]}"#],
      invalid: [#"{"a":[2,1],"b":null}"#, #"{"a":[1,2]}"#]),
    OwnCase(
      #"{"enum":["\u00e9",1,[],false]}"#, in: OwnCase.since4,
      valid: ["\"é\"", "1.0", "[]", "false"], invalid: ["0", "\"e\"", "[false]", "true", "null"]),
    OwnCase(
      #"{"enum":["a","b","c","d","e","f","g","h","i",10,{"k":1}]}"#, in: OwnCase.since4,
      valid: ["\"i\"", "1e1", #"{"k":1.0}"#], invalid: ["\"j\"", "11", #"{"k":2}"#]),
  ]

  static let numbers = [
    OwnCase(
      #"{"minimum":1.1,"maximum":3}"#, in: OwnCase.since4, valid: ["1.1", "3.0", "\"x\""],
      invalid: ["1.09", "3.0000000000000000000001"]),
    OwnCase(
      #"{"exclusiveMinimum":0,"exclusiveMaximum":1e400}"#, in: OwnCase.since6,
      valid: ["1e399", "0.1"], invalid: ["0", "-0.0", "1e400", "-1"]),
    OwnCase(
      #"{"minimum":1,"exclusiveMinimum":true}"#, in: [.draft3, .draft4], valid: ["1.5"],
      invalid: ["1", "0"]),
    OwnCase(
      #"{"multipleOf":0.01}"#, in: OwnCase.since4, valid: ["19.99", "0", "1e1000000000", "-0.07"],
      invalid: ["0.001", "1.005"]),
    OwnCase(
      #"{"multipleOf":7}"#, in: OwnCase.since4, valid: ["49", "-14", "700000000000000000000000"],
      invalid: ["1", "1e1000000000", "7.5"]),
    OwnCase(
      #"{"multipleOf":12345678901234567890}"#, in: OwnCase.since4,
      valid: ["12345678901234567890", "24691357802469135780", "0"],
      invalid: ["12345678901234567891", "1e40"]),
    OwnCase(
      #"{"maximum":9007199254740993}"#, in: OwnCase.since4, valid: ["9007199254740993"],
      invalid: ["9007199254740994", "9007199254740993.5"]),
  ]

  static let strings = [
    OwnCase(
      #"{"minLength":2,"maxLength":3}"#, in: OwnCase.since4,
      valid: ["\"ab\"", "\"äöü\"", #""\u0061\u0062""#, "\"💥💥\"", "5"],
      invalid: ["\"a\"", "\"abcd\"", "\"💥\"", #""\ud83d\udca5""#]),
    OwnCase(
      #"{"pattern":"^[a-z]+$"}"#, in: OwnCase.since4, valid: ["\"abc\"", "1", #""\u0061""#],
      invalid: ["\"\"", "\"aB\"", "\"a\\n\""]),
    OwnCase(#"{"pattern":"b"}"#, in: OwnCase.since4, valid: ["\"abc\""], invalid: ["\"ac\""]),
    OwnCase(
      #"{"format":"date"}"#, in: [.draft7, .draft2019, .draft2020], valid: ["\"no date\""],
      invalid: []),
    OwnCase(
      #"{"format":"date"}"#, in: [.v1], valid: ["\"2024-02-29\""], invalid: ["\"2023-02-29\""]),
  ]

  static let arrays = [
    OwnCase(
      #"{"items":{"type":"integer"},"minItems":1,"maxItems":2}"#, in: OwnCase.since4,
      valid: ["[1]", "[1,2]", "{}"], invalid: ["[]", "[1,2,3]", "[\"1\"]"]),
    OwnCase(
      #"{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#,
      in: [.draft2020, .v1], valid: ["[]", "[\"a\"]", "[\"a\",1]"], invalid: ["[1]", "[\"a\",1,2]"]),
    OwnCase(
      #"{"items":[{"type":"string"}],"additionalItems":{"type":"null"}}"#, in: OwnCase.before2020,
      valid: ["[\"a\",null]", "[]"], invalid: ["[\"a\",1]", "[null]"]),
    OwnCase(
      #"{"contains":{"minimum":5},"minContains":2,"maxContains":3}"#,
      valid: ["[5,6]", "[1,5,6,7]"], invalid: ["[5]", "[5,6,7,8]", "[]"]),
    OwnCase(#"{"contains":{"minimum":5},"minContains":0}"#, valid: ["[]", "[1]"], invalid: []),
    OwnCase(
      #"{"contains":{"const":1}}"#, in: OwnCase.since6, valid: ["[0,1]", "3"],
      invalid: ["[]", "[2]"]),
    OwnCase(
      #"{"uniqueItems":true}"#, in: OwnCase.since4,
      valid: ["[1,\"1\",true,[1],{\"a\":1}]", "[]", "[0,false,null,\"\"]"],
      invalid: ["[1,1.0]", #"["a","\u0061"]"#, #"[{"a":1,"b":2},{"b":2,"a":1}]"#, "[[1],[1]]"]),
    OwnCase(
      #"{"uniqueItems":true}"#, in: OwnCase.since4, valid: ["[1,2,3,4,5,6,7,8,9,10,11,12]"],
      invalid: ["[1,2,3,4,5,6,7,8,9,10,11,1e1]"]),
  ]

  static let objects = [
    OwnCase(
      #"{"properties":{"a":{"type":"integer"},"b":{}},"required":["a"],"additionalProperties":false}"#,
      in: OwnCase.since4, valid: [#"{"a":1}"#, #"{"a":1,"b":[]}"#, #"{"\u0061":1}"#, "[]"],
      invalid: ["{}", #"{"a":"1"}"#, #"{"a":1,"c":2}"#, #"{"a":1,"a":"x"}"#]),
    OwnCase(
      #"{"required":["constructor","a_rather_long_property_name_1","a_rather_long_property_name_2"]}"#,
      in: OwnCase.since4,
      valid: [
        #"{"constructor":1,"a_rather_long_property_name_2":0,"a_rather_long_property_name_1":0}"#
      ],
      invalid: [
        #"{"constructor":1,"a_rather_long_property_name_2":0,"a_rather_long_property_name_3":0}"#
      ]),
    OwnCase(
      #"{"patternProperties":{"^x":{"type":"null"},"y$":{"type":["null","string"]}},"additionalProperties":{"type":"integer"}}"#,
      in: OwnCase.since4, valid: [#"{"x":null,"ay":"s","z":3}"#],
      invalid: [#"{"x":1}"#, #"{"xy":"s"}"#, #"{"z":"s"}"#]),
    OwnCase(
      #"{"propertyNames":{"maxLength":2}}"#, in: OwnCase.since6, valid: [#"{"ab":1}"#, "{}"],
      invalid: [#"{"abc":1}"#]),
    OwnCase(
      #"{"minProperties":1,"maxProperties":2}"#, in: OwnCase.since4, valid: [#"{"a":1}"#],
      invalid: ["{}", #"{"a":1,"b":2,"c":3}"#]),
    OwnCase(
      #"{"dependentRequired":{"card":["billing"]},"dependentSchemas":{"card":{"properties":{"billing":{"type":"string"}}}}}"#,
      valid: ["{}", #"{"card":1,"billing":"x"}"#],
      invalid: [#"{"card":1}"#, #"{"card":1,"billing":2}"#]),
    OwnCase(
      #"{"dependencies":{"a":["b"],"c":{"minProperties":2}}}"#,
      in: [.draft4, .draft6, .draft7, .draft2019, .draft2020],
      valid: [#"{"a":1,"b":1}"#, #"{"c":1,"d":1}"#], invalid: [#"{"a":1}"#, #"{"c":1}"#]),
    OwnCase(
      #"{"properties":{"":{"type":"string"}},"required":[""]}"#, in: OwnCase.since4,
      valid: [#"{"":"a"}"#], invalid: ["{}", #"{"":1}"#]),
  ]

  static let logic = [
    OwnCase(
      #"{"allOf":[{"minimum":1},{"maximum":3}]}"#, in: OwnCase.since4, valid: ["2"],
      invalid: ["0", "4"]),
    OwnCase(
      #"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, in: OwnCase.since4, valid: ["\"a\"", "3"],
      invalid: ["2"]),
    OwnCase(
      #"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#, in: OwnCase.since4, valid: ["2", "9"],
      invalid: ["6", "5"]),
    OwnCase(#"{"not":{"type":"string"}}"#, in: OwnCase.since4, valid: ["1"], invalid: ["\"\""]),
    OwnCase(
      #"{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"required":["a"]},"else":{"required":["b"]}}"#,
      in: [.draft7, .draft2019, .draft2020, .v1],
      valid: [#"{"k":1,"a":0}"#, #"{"k":2,"b":0}"#, #"{"b":0}"#],
      invalid: [#"{"k":1,"b":0}"#, #"{"k":2,"a":0}"#]),
    OwnCase(
      #"{"anyOf":[{"required":["a"]},{"required":["b"]}],"oneOf":[true,false]}"#,
      in: OwnCase.since6, valid: [#"{"a":1}"#], invalid: ["{}"]),
  ]

  static let references = [
    OwnCase(
      ##"{"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"integer"}},"required":["v"]}},"$ref":"#/$defs/n"}"##,
      valid: [##"{"v":1,"next":{"v":2}}"##],
      invalid: [##"{"v":1,"next":{}}"##, ##"{"v":1,"next":{"v":1,"next":{"v":"x"}}}"##]),
    OwnCase(
      ##"{"$id":"https://example.com/a/root","$defs":{"x":{"$id":"other","type":"integer"},"y":{"$anchor":"y","type":"string"}},"properties":{"p":{"$ref":"other"},"q":{"$ref":"#y"},"r":{"$ref":"https://example.com/a/other#"}}}"##,
      valid: [##"{"p":1,"q":"s","r":2}"##],
      invalid: [##"{"p":"s"}"##, ##"{"q":1}"##, ##"{"r":"s"}"##]),
    OwnCase(
      #"{"$id":"urn:example:tree","properties":{"kids":{"items":{"$ref":"urn:example:tree"}},"n":{"type":"integer"}}}"#,
      in: [.draft7, .draft2019, .draft2020, .v1], valid: [#"{"n":1,"kids":[{"n":2}]}"#],
      invalid: [#"{"kids":[{"kids":[{"n":"x"}]}]}"#]),
    OwnCase(
      ##"{"definitions":{"a~b/c%":{"type":"null"}},"properties":{"p":{"$ref":"#/definitions/a~0b~1c%25"}}}"##,
      in: [.draft4, .draft6, .draft7, .draft2019, .draft2020], valid: [##"{"p":null}"##],
      invalid: [##"{"p":0}"##]),
    OwnCase(
      ##"{"properties":{"p":{"$ref":"#/definitions/i","type":"string"}},"definitions":{"i":{"type":"integer"}}}"##,
      in: [.draft4, .draft6, .draft7], valid: [##"{"p":1}"##], invalid: [##"{"p":"s"}"##]),
    OwnCase(
      ##"{"properties":{"p":{"$ref":"#/$defs/i","minimum":3}},"$defs":{"i":{"type":"integer"}}}"##,
      valid: [##"{"p":4}"##], invalid: [##"{"p":"s"}"##, ##"{"p":2}"##]),
    OwnCase(
      ##"{"$id":"https://example.com/strict","$dynamicAnchor":"node","$ref":"loose","unevaluatedProperties":false,"$defs":{"l":{"$id":"loose","$dynamicAnchor":"node","properties":{"v":true,"kids":{"items":{"$dynamicRef":"#node"}}}}}}"##,
      in: [.draft2020], valid: [##"{"v":1,"kids":[{"v":2}]}"##],
      invalid: [##"{"w":1}"##, ##"{"kids":[{"w":1}]}"##]),
    OwnCase(
      ##"{"$id":"https://example.com/strict","$recursiveAnchor":true,"$ref":"loose","unevaluatedProperties":false,"$defs":{"l":{"$id":"loose","$recursiveAnchor":true,"properties":{"v":true,"kids":{"items":{"$recursiveRef":"#"}}}}}}"##,
      in: [.draft2019], valid: [##"{"v":1,"kids":[{"v":2}]}"##], invalid: [##"{"kids":[{"w":1}]}"##]
    ),
  ]

  static let unevaluated = [
    OwnCase(
      #"{"allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"type":"integer"}},"required":["b"]},{"properties":{"c":true}}],"unevaluatedProperties":false}"#,
      valid: [#"{"a":1,"b":2}"#, #"{"a":1,"c":2}"#, #"{"b":1,"c":2}"#],
      invalid: [#"{"d":1}"#, #"{"b":"x"}"#]),
    OwnCase(
      #"{"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":false}"#,
      in: [.draft2020, .v1], valid: [#"[1,"a"]"#, #"["a"]"#], invalid: [#"[1,"a",2]"#]),
    OwnCase(
      #"{"if":{"properties":{"k":{"const":1}}},"then":{"properties":{"t":true}},"else":{"properties":{"e":true}},"unevaluatedProperties":{"type":"null"}}"#,
      valid: [
        #"{"k":1,"t":2}"#, #"{"k":2,"e":3}"#.replacing("\"k\":2", with: "\"k\":null"),
        #"{"k":1,"z":null}"#,
      ], invalid: [#"{"k":1,"e":2}"#, #"{"k":2,"e":1}"#]),
    OwnCase(
      #"{"properties":{"o":{"unevaluatedProperties":false}},"unevaluatedProperties":false}"#,
      valid: [#"{"o":{}}"#], invalid: [#"{"o":{"x":1}}"#, #"{"p":1}"#]),
  ]

  static let oldDrafts = [
    OwnCase(
      #"{"properties":{"a":{"required":true,"type":"any"},"b":{"type":[{"enum":[1]},"null"]}}}"#,
      in: [.draft3], valid: [#"{"a":1}"#, #"{"a":1,"b":1}"#, #"{"a":0,"b":null}"#],
      invalid: ["{}", #"{"a":1,"b":2}"#]),
    OwnCase(
      #"{"extends":[{"minimum":2},{"divisibleBy":2}],"disallow":["string",{"maximum":3}]}"#,
      in: [.draft3], valid: ["4"], invalid: ["1", "5", "2", "\"s\""]),
    OwnCase(
      #"{"dependencies":{"a":"b"}}"#, in: [.draft3], valid: [#"{"a":1,"b":2}"#],
      invalid: [#"{"a":1}"#]),
  ]
}
