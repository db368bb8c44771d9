public import AdhereJudging
public import AdhereRepair
public import AdhereSchema
public import AdhereWire
import Foundation

extension Contract {
  /// The JSON text of a schema that another library holds as a value: of a schema macro, or a builder.
  ///
  ///     let schema = try Contract.schema(encoding: Weather.schema)
  ///     let tool = try RequestTool("get_weather", parameters: schema)
  ///
  /// Members are sorted by their names, so that equal schemas are equal bytes.
  ///
  /// - Throws: `InputError` where the value does not encode.
  public static func schema(encoding schema: some Encodable) throws(InputError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(schema))
    } catch {
      throw InputError("the schema does not encode: \(error)")
    }
  }

  /// A contract for a schema that another library holds as a value.
  ///
  /// - Parameters:
  ///   - schema: what encodes as JSON Schema.
  ///   - policy: permitted repairs.
  ///   - options: how the schema is read.
  /// - Throws: `InputError` where the value does not encode, or is no schema.
  public init(
    encoding schema: some Encodable, policy: Policy = Policy(),
    options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    try self.init(schema: Contract.schema(encoding: schema), policy: policy, options: options)
  }
}
