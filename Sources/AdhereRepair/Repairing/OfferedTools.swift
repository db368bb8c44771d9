package import AdhereSchema
import AdhereJSON

/// The tools that were offered, each with the compiled schema of its parameters.
package struct OfferedTools: Sendable {
  var table: ToolTable
  /// In the order of the table; nil where any arguments conform.
  let schemas: [CompiledSchema?]

  package init(_ table: ToolTable, schemas: [CompiledSchema?]) {
    self.table = table
    self.schemas = schemas
  }

  /// The arguments of each call in a list, with the schema of its tool.
  func targets(_ tape: Tape) -> [Aligner.Target] {
    var out: [Aligner.Target] = []
    for (index, call) in tape.children(of: 0).enumerated() {
      guard let name = tape.member("name", of: call),
        let arguments = tape.member("arguments", of: call),
        let tool = table.resolve(StringText.decode(tape, name))?.index,
        let schema = schemas[tool]
      else { continue }
      out.append(Aligner.Target(node: arguments, schema: schema, path: "/\(index)/arguments"))
    }
    return out
  }
}
