public import AdhereJudging
public import Foundation

extension Judgement {
  /// The conforming value, or the arguments of the one call, by a decoder with strategies of its own.
  ///
  /// - Throws: `NonconformingOutput` where there is none, and what the decoder throws.
  public func decode<T: Decodable>(_ type: T.Type, using decoder: JSONDecoder) throws -> T {
    try decode(type) { try decoder.decode($0, from: Data($1)) }
  }
}

extension Reply {
  /// The first choice's value by a decoder with strategies of its own.
  ///
  /// - Throws: `NonconformingOutput` where there is none, and what the decoder throws.
  public func decode<T: Decodable>(_ type: T.Type, using decoder: JSONDecoder) throws -> T {
    try decode(type) { try decoder.decode($0, from: Data($1)) }
  }
}

extension ToolCall {
  /// The arguments by a decoder with strategies of its own.
  ///
  /// - Throws: what the decoder throws.
  public func decode<T: Decodable>(_ type: T.Type, using decoder: JSONDecoder) throws -> T {
    try decoder.decode(type, from: Data(arguments))
  }
}
