internal import AdhereBytes
internal import AdhereJSON

/// Checks a body of embeddings: as many as were asked for, in the order of their index, all of
/// one length, each number finite. Both forms are read: lists of numbers, and base64 of
/// little-endian 32-bit floats, which OpenAI's clients ask for by default.
///
///     EmbeddingsCheck.problems(body, BodyExpectation(dimensions: 1024))   // [] where all is well
public enum EmbeddingsCheck {
  /// Everything that is wrong with a body of embeddings; empty where nothing is.
  public static func problems(_ body: [UInt8], _ expected: BodyExpectation) -> [BodyProblem] {
    BodyChecking.problems(body) { tape, problems in
      guard let data = tape.field("data", of: 0), tape.kind(data) == .array else {
        problems.add("", 0, "holds no list `data`")
        return
      }
      var dimensions = expected.dimensions
      var number = 0
      for item in tape.children(of: data) {
        let place = "/data/\(number)"
        check(tape, item, number, place, &dimensions, expected, &problems)
        number += 1
      }
      if let count = expected.count, number != count {
        problems.add("/data", data, "holds \(number) embeddings, not \(count)")
      }
      if number == 0 { problems.add("/data", data, "holds no embedding") }
    }
  }

  private static func check(
    _ tape: Tape, _ item: Int, _ number: Int, _ place: String, _ dimensions: inout Int?,
    _ expected: BodyExpectation, _ problems: inout BodyChecking.Problems
  ) {
    guard tape.kind(item) == .object, let embedding = tape.member("embedding", of: item) else {
      return problems.add(place, item, "holds no `embedding`")
    }
    if let index = tape.member("index", of: item), tape.integer(index) != number {
      problems.add(
        "\(place)/index", index, "is \(tape.text(ofAny: index)), not \(number): out of order")
    }
    let pointer = "\(place)/embedding"
    let count: Int
    switch tape.kind(embedding) {
    case .array:
      count = tape.count(of: embedding)
      for (position, value) in tape.children(of: embedding).enumerated()
      where !isFinite(tape, value) {
        problems.add(
          "\(pointer)/\(position)", value, "is no finite number: \(tape.text(ofAny: value))")
        break
      }
    case .string:
      guard let bytes = Base64.decode(StringText.decode(tape, embedding), padding: .optional),
        bytes.count % 4 == 0
      else { return problems.add(pointer, embedding, "is no base64 of 32-bit floats") }
      count = bytes.count / 4
      for i in 0..<count where !float(bytes, i).isFinite {
        problems.add(pointer, embedding, "number \(i) is \(float(bytes, i)), not finite")
        break
      }
    default: return problems.add(pointer, embedding, "is neither a list nor base64")
    }
    if let wanted = dimensions, count != wanted {
      let why = expected.dimensions == nil ? ", as the first one has" : ""
      problems.add(pointer, embedding, "has \(count) dimensions, not \(wanted)\(why)")
    }
    dimensions = dimensions ?? count
  }

  static func isFinite(_ tape: Tape, _ node: Int) -> Bool {
    tape.kind(node) == .number
      && Double(String(decoding: tape.text(node), as: UTF8.self))?.isFinite == true
  }

  private static func float(_ bytes: [UInt8], _ index: Int) -> Float {
    var bits: UInt32 = 0
    for i in (0..<4).reversed() { bits = bits << 8 | UInt32(bytes[index * 4 + i]) }
    return Float(bitPattern: bits)
  }
}

/// What checking embeddings and rankings have in common.
enum BodyChecking {
  struct Problems {
    let tape: Tape
    var list: [BodyProblem] = []

    mutating func add(_ pointer: String, _ node: Int, _ message: String) {
      list.append(
        BodyProblem(
          pointer: pointer, offset: tape.span(node).lowerBound, message: message))
    }
  }

  static func problems(_ body: [UInt8], _ check: (Tape, inout Problems) -> Void) -> [BodyProblem] {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(body, options: .anyDepth)
    } catch {
      // NaN is no JSON; some servers write it all the same.
      return [BodyProblem(pointer: "", offset: error.offset, message: "not JSON: \(error.message)")]
    }
    return document.withTape { tape in
      var problems = Problems(tape: tape)
      if let error = ErrorBody.find(tape, 0) {
        problems.add("", 0, "is an error: \(error)")
      } else if tape.kind(0) != .object {
        problems.add("", 0, "is no object")
      } else {
        check(tape, &problems)
      }
      return problems.list
    }
  }
}
