internal import AdhereJSON

/// JSON text that becomes part of a request.
enum JSONPart {
  /// - Parameter what: names the text in the error.
  /// - Throws: ``InputError`` where it is not JSON, or no object where one is due.
  static func require(_ json: [UInt8], _ what: String, isObject: Bool = false) throws(InputError) {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json, options: .anyDepth)
    } catch {
      let place = error.position(in: json)
      throw InputError(
        "\(what) is not JSON: line \(place.line), column \(place.column): \(error.message)",
        offset: error.offset)
    }
    guard !isObject || document.withTape({ $0.kind(0) == .object }) else {
      throw InputError("\(what) has to be a JSON object", offset: 0)
    }
  }
}
