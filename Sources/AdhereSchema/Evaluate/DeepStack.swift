internal import AdherePlatform

/// A native stack of a known size, for the rare value that is nested deeply: a verdict must not
/// depend on how much stack the caller's thread happens to have.
enum DeepStack {
  /// Nested schema applications that any thread's stack has room for.
  static let shallow = 128
  /// Most nested schema applications, whatever ``SchemaOptions/maximumDepth`` says.
  static let deepest = 1 << 16
  /// What one of them takes at most; code that is not optimized takes more.
  private static let bytesPerLevel = _isDebugAssertConfiguration() ? 1 << 15 : 1 << 13

  /// Runs `body` on a thread of its own and waits for it; its argument is the nesting it may use.
  /// Nil where the system gives no thread.
  static func run<Result>(depth: Int, _ body: (Int) -> Result) -> Result? {
    let depth = min(depth, deepest)
    return Thread.run(stackSize: depth * bytesPerLevel + (1 << 18)) { body(depth) }
  }
}
