import CAdherePCRE2

/// A pattern in PCRE2's own syntax that is searched for in bytes: for finding places in texts of
/// any encoding, where ``ECMARegex`` is for JSON Schema's `pattern`.
///
///     let pattern = try BytePattern(Array(#"\bsk-[a-z]{8,}"#.utf8))
package final class BytePattern: @unchecked Sendable {
  // Unchecked: `code` is never written after `init`.
  private let code: OpaquePointer
  private let context: OpaquePointer
  private let isCompiled: Bool

  /// - Parameters:
  ///   - pattern: in PCRE2's own language, for bytes.
  ///   - matchLimit: steps of backtracking in one match, after which it is too costly.
  /// - Throws: ``PatternError`` where PCRE2 does not take the pattern.
  package init(_ pattern: [UInt8], matchLimit: UInt32 = 200_000) throws(PatternError) {
    var error: Int32 = 0
    var offset = 0
    let compiled = pattern.withUnsafeBufferPointer { bytes in
      bytes.isEmpty
        ? nil
        : pcre2_compile_8(
          bytes.baseAddress!, bytes.count, PCRE2_NEVER_BACKSLASH_C, &error, &offset, nil)
    }
    guard let compiled else {
      let message = pattern.isEmpty ? "the pattern is empty" : BytePattern.message(error)
      throw PatternError(message, at: offset, unsupported: false)
    }
    code = compiled
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, matchLimit)
    pcre2_set_heap_limit_8(context, 16_384)
    isCompiled = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let n = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return n > 0 ? String(decoding: buffer.prefix(Int(n)), as: UTF8.self) : "error \(code)"
  }

  /// The places that match, from left to right, not overlapping: of the first group where the
  /// pattern has one that took part, else of the whole match. Empty ones are left out.
  ///
  /// - Parameters:
  ///   - subject: any bytes.
  ///   - unsearched: gets the stretches in which a match was too costly; what follows them is searched.
  package func places(
    in subject: UnsafeBufferPointer<UInt8>, unsearched: inout [Range<Int>]
  ) -> [Range<Int>] {
    guard !subject.isEmpty, let data = pcre2_match_data_create_8(2, nil) else { return [] }
    defer { pcre2_match_data_free_8(data) }
    var places: [Range<Int>] = []
    var start = 0
    while start <= subject.count {
      switch match(subject[...], from: start, data) {
      case .none: return places
      case .found(let place, let end):
        if !place.isEmpty { places.append(place) }
        start = max(end, start + 1)
      case .tooCostly:
        // Somewhere behind `start`. Each part is searched by itself, with some of its neighbours,
        // so that the one that costs too much is told from the others.
        let end = min(subject.count, start + BytePattern.part)
        let reach = min(subject.count, end + BytePattern.overlap)
        start = search(
          UnsafeBufferPointer(rebasing: subject[..<reach]), start..<end, data, &places, &unsearched)
      }
    }
    return places
  }

  private static let part = 4096
  private static let overlap = 512

  /// Searches a part; returns where to go on.
  private func search(
    _ subject: UnsafeBufferPointer<UInt8>, _ part: Range<Int>, _ data: OpaquePointer,
    _ places: inout [Range<Int>], _ unsearched: inout [Range<Int>]
  ) -> Int {
    var start = part.lowerBound
    while start < part.upperBound {
      switch match(subject[...], from: start, data) {
      case .none: return part.upperBound
      case .found(let place, let end):
        if !place.isEmpty { places.append(place) }
        start = max(end, start + 1)
      case .tooCostly:
        unsearched.append(start..<part.upperBound)
        return part.upperBound
      }
    }
    return start
  }

  private enum Match {
    case none
    case found(Range<Int>, end: Int)
    case tooCostly
  }

  private func match(
    _ subject: Slice<UnsafeBufferPointer<UInt8>>, from start: Int, _ data: OpaquePointer
  ) -> Match {
    guard let base = subject.base.baseAddress else { return .none }
    let result =
      isCompiled
      ? pcre2_jit_match_8(code, base, subject.count, start, 0, data, context)
      : pcre2_match_8(code, base, subject.count, start, 0, data, context)
    if result == PCRE2_ERROR_NOMATCH { return .none }
    // 0: there are more groups than were asked for.
    guard result >= 0, let ends = pcre2_get_ovector_pointer_8(data) else { return .tooCostly }
    let hasGroup = (result == 0 || result > 1) && ends[2] != Int(bitPattern: UInt.max)
    let place = hasGroup ? ends[2]..<ends[3] : ends[0]..<max(ends[0], ends[1])
    return .found(place, end: ends[1])
  }
}
