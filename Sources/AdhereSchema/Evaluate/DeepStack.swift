#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#endif

/// A native stack of a known size, for the rare value that is nested deeply: a verdict must not
/// depend on how much stack the caller's thread happens to have.
enum DeepStack {
  /// Nested schema applications that any thread's stack has room for.
  static let shallow = 128
  /// Most nested schema applications, whatever ``SchemaOptions/maximumDepth`` says.
  static let deepest = 1 << 16
  /// What one of them takes at most; code that is not optimized takes more.
  private static let bytesPerLevel = _isDebugAssertConfiguration() ? 1 << 15 : 1 << 13

  /// Runs `body` on a thread of its own and waits for it. `body` is told the nesting it may use.
  /// Nil where the system gives no thread.
  static func run<Result>(depth: Int, _ body: (Int) -> Result) -> Result? {
    let depth = min(depth, deepest)
    var result: Result?
    withoutActuallyEscaping({ result = body(depth) }) { escaping in
      start(Work(escaping), stack: depth * bytesPerLevel + (1 << 18))
    }
    return result
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private static func start(_ work: Work, stack: Int) {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return }
    defer { pthread_attr_destroy(attributes) }
    guard pthread_attr_setstacksize(attributes, stack) == 0 else { return }
    let context = Unmanaged.passRetained(work)
    #if canImport(Darwin)
      var thread: pthread_t?
      let made = pthread_create(
        &thread, attributes,
        { pointer in
          Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
      guard made == 0, let thread else { return context.release() }
    #else
      var thread: pthread_t = 0
      let made = pthread_create(
        &thread, attributes,
        { pointer in
          Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue().body()
          return nil
        }, context.toOpaque())
      guard made == 0 else { return context.release() }
    #endif
    pthread_join(thread, nil)
  }
}
