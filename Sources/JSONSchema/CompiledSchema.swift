public import JSONText

public final class CompiledSchema: Sendable {
  public let document: JSONDocument
  public let root: Int
  public init(_ document: JSONDocument, at root: Int = 0, options: SchemaOptions = .init())
    throws(SchemaError)
  {
    self.document = document
    self.root = root
  }
  public func isValid(_ tape: Tape, at node: Int = 0) -> Bool { true }
  public func violations(_ tape: Tape, at node: Int = 0, limit: Int = 100) -> [Violation] { [] }
}

public struct SchemaOptions: Sendable {
  public var assertFormats = false
  public init() {}
}

public struct SchemaError: Error, Sendable {
  public var message: String
}

public struct Violation: Sendable {
  public var instancePath: String
  public var schemaPath: String
  public var keyword: String
  public var params: [UInt8]
  public var message: String
  public var instanceNode: Int
  public var schemaNode: Int
  public var schemaObject: Int
  public var schemaDocument: JSONDocument
  public var branches: [[Violation]]
}
