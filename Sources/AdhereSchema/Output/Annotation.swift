public import AdhereJSON

/// What a schema says about a value beside whether it conforms (JSON Schema 2020-12 core, section
/// 7.7): its title, the default, the names that `properties` has looked at. Keywords that no draft
/// knows are annotations too.
public struct Annotation: Sendable, Equatable {
  /// The keyword that says it: `title`.
  public var keyword: String
  /// JSON Pointer (RFC 6901) of the value, from the value that was validated.
  public var instanceLocation: String
  /// JSON Pointer of the keyword as it was reached, through the references:
  /// `/properties/a/$ref/title`.
  public var keywordLocation: String
  /// URI of the keyword by its schema resource: `https://example.com/a#/$defs/b/title`; only a
  /// fragment where the schema has no URI.
  public var absoluteKeywordLocation: String
  /// The keyword's place in its document: `#/$defs/b/title`; with the document's URI in front
  /// where that is not the schema that was compiled. Percent-encoded, as fragments are.
  public var schemaLocation: String
  /// JSON text.
  public var value: [UInt8]
}

extension CompiledSchema {
  /// The annotations of the value at `node` and of everything in it, in the order their keywords
  /// stand in the schemas; none where it does not conform.
  ///
  ///     let schema = try CompiledSchema(JSONDocument(Array(#"{"title":"Age"}"#.utf8)))
  ///     schema.annotations(document.tape)[0].value          // "Age", with its quotes
  ///
  /// - Parameters:
  ///   - tape: the document that holds the value.
  ///   - node: the value's place on the tape; 0 is the whole document.
  ///   - limits: bound the number of annotations and, roughly, their bytes; what is beyond is
  ///     left out.
  public func annotations(
    _ tape: Tape, at node: Int = 0, limits: OutputLimits = OutputLimits()
  ) -> [Annotation] {
    let walk = OutputWalk.run(self, tape, node, limits: limits, keepsAll: false)
    guard walk.units[0].isValid else { return [] }
    var locations = OutputLocations(walk.schema)
    var found: [Annotation] = []
    var bytes = 0
    var i = 0
    while i < walk.units.count, bytes <= limits.maximumBytes {
      while let end = locations.end, i >= end { locations.leave() }
      let unit = walk.units[i]
      // What failed, in a branch of anyOf for instance, annotates nothing.
      guard unit.isValid else {
        i = unit.end
        continue
      }
      locations.enter(unit)
      i += 1
      guard let annotation = unit.annotation else { continue }
      var value = JSONWriter()
      walk.write(annotation, unit, to: &value)
      found.append(
        Annotation(
          keyword: String(decoding: walk.keyword(unit), as: UTF8.self),
          instanceLocation: String(decoding: locations.instance, as: UTF8.self),
          keywordLocation: String(decoding: locations.keyword, as: UTF8.self),
          absoluteKeywordLocation: locations.absolute(), schemaLocation: locations.document(unit),
          value: value.bytes))
      bytes += value.bytes.count + locations.keyword.count * 3 + locations.instance.count
    }
    return found
  }
}
