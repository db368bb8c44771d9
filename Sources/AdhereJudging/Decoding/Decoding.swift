extension Contract {
  /// The conforming value of an output, decoded.
  ///
  /// - Throws: ``NonconformingOutput`` where it does not conform, `DecodingError` where it is not a
  ///   `T`.
  public func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
    try decode(type, from: Output(text: text))
  }

  /// The conforming value of an output, decoded.
  ///
  /// - Throws: ``NonconformingOutput`` where it does not conform, `DecodingError` where it is not a
  ///   `T`.
  public func decode<T: Decodable>(_ type: T.Type, from output: Output) throws -> T {
    try judge(output).decode(type)
  }
}

extension Judgement {
  /// The conforming value, or the arguments of the one call, decoded.
  ///
  /// - Throws: ``NonconformingOutput`` where there is none, `DecodingError` where it is not a `T`.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try decode(type) { try JSONValueDecoder.decode($0, from: $1) }
  }

  /// The conforming value, or the arguments of the one call, decoded by a decoder of the
  /// application's.
  ///
  ///     try judgement.decode(Order.self) { try JSONDecoder().decode($0, from: Data($1)) }
  ///
  /// - Throws: ``NonconformingOutput`` where there is none, and what `decoder` throws.
  public func decode<T: Decodable>(
    _ type: T.Type, with decoder: (T.Type, [UInt8]) throws -> T
  ) throws -> T {
    if let decodable { return try decoder(type, decodable) }
    throw NonconformingOutput(
      judgement: CompletionJudgement(choices: [
        ChoiceJudgement(choice: 0, subject: .content, judgement: self)
      ]))
  }

  /// The one value that conforms: the content, or the arguments of the one call.
  var decodable: [UInt8]? {
    guard outcome.isSuccess else { return nil }
    return value ?? (calls?.count == 1 ? calls?[0].arguments : nil)
  }
}

extension ToolCall {
  /// The arguments, decoded.
  ///
  /// - Throws: `DecodingError` where they are not a `T`.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSONValueDecoder.decode(type, from: arguments)
  }
}
