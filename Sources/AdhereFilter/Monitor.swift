import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// State that threads share, with waiting for it to change.
package final class Monitor<State>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  package init(_ state: State) {
    self.state = state
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Changes the state and wakes everybody who waits for it.
  package func change(_ body: (inout State) -> Void) {
    pthread_mutex_lock(mutex)
    body(&state)
    pthread_mutex_unlock(mutex)
    pthread_cond_broadcast(condition)
  }

  /// Waits until `body` gives something. It may take what it gives from the state.
  package func wait<Value>(_ body: (inout State) -> Value?) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let value = body(&state) { return value }
      pthread_cond_wait(condition, mutex)
    }
  }
}

/// A thread that can be waited for. Tasks are not used: reading blocks, and their runtime would
/// cost every start of the command.
package struct Thread {
  #if canImport(Glibc) || canImport(Musl)
    private var handle = pthread_t()
  #else
    private var handle: pthread_t?
  #endif

  package init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(run: body)).toOpaque()
    let failed = pthread_create(&handle, nil, threadStart, box)
    precondition(failed == 0, "no thread can be started")
  }

  package func join() {
    #if canImport(Glibc) || canImport(Musl)
      pthread_join(handle, nil)
    #else
      if let handle { pthread_join(handle, nil) }
    #endif
  }

  fileprivate final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

#if canImport(Darwin)
  private func threadStart(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Thread.Body>.fromOpaque(box).takeRetainedValue().run()
    return nil
  }
#else
  private func threadStart(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<Thread.Body>.fromOpaque(box!).takeRetainedValue().run()
    return nil
  }
#endif
