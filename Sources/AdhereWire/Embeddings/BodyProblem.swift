/// Something that is wrong with a body of embeddings or of a reranking.
public struct BodyProblem: Sendable, Equatable {
  /// JSON Pointer of the value.
  public var pointer: String
  /// Byte offset of the value in the body.
  public var offset: Int
  /// What is wrong, after the pointer: `holds no embedding`.
  public var message: String
}

/// What a body is expected to hold, as far as that is known.
public struct BodyExpectation: Sendable {
  /// Numbers in each embedding.
  public var dimensions: Int?
  /// Embeddings, or documents that were ranked.
  public var count: Int?

  /// - Parameters:
  ///   - dimensions: numbers in each embedding.
  ///   - count: embeddings, or documents that were ranked.
  public init(dimensions: Int? = nil, count: Int? = nil) {
    self.dimensions = dimensions
    self.count = count
  }
}
