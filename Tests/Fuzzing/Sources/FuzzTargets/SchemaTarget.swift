import AdhereJSON
import AdhereSchema

/// A JSON Schema, or what is none. Where it compiles, its verdicts and its errors agree.
enum SchemaTarget {
  static func run(_ bytes: [UInt8]) {
    guard let document = try? JSONDocument(bytes), let schema = try? CompiledSchema(document) else {
      return
    }
    for instance in instances {
      instance.withTape { tape in
        let violations = schema.violations(tape, at: 0, limit: 3)
        precondition(schema.isValid(tape, at: 0) == violations.isEmpty, "verdict and errors differ")
        for violation in violations { _ = violation.message }
      }
    }
  }

  private static let instances = [
    "null", "0", "-1.5e3", #""a""#, "[]", #"["a",1,null]"#, "{}", #"{"a":"b","n":1,"l":[{}]}"#,
    ##"{"$ref":"#","b":[[[]]],"":{"x":"2020-01-01T00:00:00Z"}}"##,
  ].map { try! JSONDocument(Array($0.utf8)) }
}
