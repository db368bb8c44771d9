package import AdhereJSON

extension InputError {
  /// A text that has to be JSON, read.
  ///
  /// - Parameter what: names the text in the error: `the request`.
  /// - Throws: ``InputError`` with line, column and cause where it is not.
  package static func document(
    _ text: [UInt8], _ what: String, options: ParseOptions = ParseOptions()
  ) throws(InputError) -> JSONDocument {
    do throws(ParseError) {
      return try JSONDocument(text, options: options)
    } catch {
      let place = error.position(in: text)
      throw InputError(
        "\(what) is not JSON: line \(place.line), column \(place.column): \(error.message)",
        offset: error.offset)
    }
  }

  /// Checks a text that becomes part of a request.
  static func requireJSON(
    _ text: [UInt8], _ what: String, isObject: Bool = false
  ) throws(InputError) {
    let document = try document(text, what, options: .anyDepth)
    guard !isObject || document.withTape({ $0.kind(0) == .object }) else {
      throw InputError("\(what) has to be a JSON object", offset: 0)
    }
  }
}
