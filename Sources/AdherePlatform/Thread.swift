/// A thread that can be waited for. Tasks are not used: reading blocks, and their runtime would
/// cost every start of the command.
package struct Thread {
  private let handle: pthread_t

  /// Starts a thread with the system's usual stack.
  ///
  /// - Precondition: the system gives one.
  package init(_ body: @escaping @Sendable () -> Void) {
    guard let handle = Thread.start(Body(body), stackSize: nil) else {
      preconditionFailure("no thread can be started")
    }
    self.handle = handle
  }

  package func join() { pthread_join(handle, nil) }

  /// Runs `body` on a thread of its own and waits for it. Nil where the system gives none.
  ///
  /// - Parameter stackSize: bytes of the thread's stack, at least 16 KiB.
  package static func run<Result>(stackSize: Int, _ body: () -> Result) -> Result? {
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { escaping in
      if let handle = start(Body(escaping), stackSize: stackSize) { pthread_join(handle, nil) }
    }
    return result
  }

  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  private static func start(_ body: Body, stackSize: Int?) -> pthread_t? {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(attributes) }
    if let stackSize, pthread_attr_setstacksize(attributes, stackSize) != 0 { return nil }
    let context = Unmanaged.passRetained(body)
    #if canImport(Darwin)
      var handle: pthread_t?
      let code = pthread_create(
        &handle, attributes,
        { pointer in
          Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
    #else
      var handle = pthread_t()
      let code = pthread_create(
        &handle, attributes,
        { pointer in
          Unmanaged<Body>.fromOpaque(pointer!).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
    #endif
    guard code == 0 else {
      context.release()
      return nil
    }
    return handle
  }
}
