@testable import AdherePattern

/// The verdict of `pattern` on `subject`, both given as text.
func verdict(
  _ pattern: String, _ subject: String, options: ECMARegex.Options = .init()
) throws -> ECMARegex.Verdict {
  try verdict(Array(pattern.utf8), Array(subject.utf8), options: options)
}

func verdict(
  _ pattern: [UInt8], _ subject: [UInt8], options: ECMARegex.Options = .init()
) throws -> ECMARegex.Verdict {
  let regex = try ECMARegex(pattern, options: options)
  return subject.withUnsafeBufferPointer { regex.test($0) }
}

/// The error that compiling `pattern` throws, or nil.
func compileError(
  _ pattern: String, options: ECMARegex.Options = .init()
) -> PatternError? {
  do throws(PatternError) {
    _ = try ECMARegex(Array(pattern.utf8), options: options)
    return nil
  } catch {
    return error
  }
}

/// What one of the engines decides within the usual limits.
func decided<Program>(
  by test: (Program, UnsafeBufferPointer<UInt8>, MatchLimits, inout Int) -> MatchVerdict,
  _ program: Program, _ subject: UnsafeBufferPointer<UInt8>
) -> MatchVerdict {
  var steps = 0
  return test(program, subject, .init(), &steps)
}
