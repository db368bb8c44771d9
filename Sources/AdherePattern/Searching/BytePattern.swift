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

  /// - Parameter matchLimit: steps of backtracking in one match, after which the search ends.
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
  /// pattern has one that took part, else of the whole match. Empty ones are left out. A match
  /// that is too costly ends the search.
  package func places(in subject: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    guard let base = subject.baseAddress, !subject.isEmpty,
      let data = pcre2_match_data_create_8(2, nil)
    else { return [] }
    defer { pcre2_match_data_free_8(data) }
    var places: [Range<Int>] = []
    var start = 0
    while start <= subject.count {
      let result =
        isCompiled
        ? pcre2_jit_match_8(code, base, subject.count, start, 0, data, context)
        : pcre2_match_8(code, base, subject.count, start, 0, data, context)
      // 0: there are more groups than were asked for.
      guard result >= 0, let ends = pcre2_get_ovector_pointer_8(data) else { break }
      let hasGroup = (result == 0 || result > 1) && ends[2] != Int(bitPattern: UInt.max)
      let place = hasGroup ? (ends[2], ends[3]) : (ends[0], ends[1])
      if place.0 < place.1 { places.append(place.0..<place.1) }
      start = ends[1] > start ? ends[1] : start + 1
    }
    return places
  }
}
