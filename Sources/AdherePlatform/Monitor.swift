/// State that threads share, with waiting for it to change.
@usableFromInline
package final class Monitor<State>: @unchecked Sendable {
  @usableFromInline
  let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  @usableFromInline
  let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  @usableFromInline
  var state: State

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

  /// Changes the state and wakes all threads that wait for it.
  @inlinable
  package func change(_ body: (inout State) -> Void) {
    pthread_mutex_lock(mutex)
    body(&state)
    pthread_mutex_unlock(mutex)
    pthread_cond_broadcast(condition)
  }

  /// ``wait(_:)``, at most so many seconds; nil afterwards.
  package func wait<Value>(seconds: Double, _ body: (inout State) -> Value?) -> Value? {
    let end = SystemClock.wall() + Int(seconds * 1e9)
    var limit = timespec(tv_sec: end / 1_000_000_000, tv_nsec: end % 1_000_000_000)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let value = body(&state) { return value }
      if pthread_cond_timedwait(condition, mutex, &limit) == ETIMEDOUT { return body(&state) }
    }
  }

  /// Waits until `body` gives something. It may take what it gives from the state.
  @inlinable
  package func wait<Value>(_ body: (inout State) -> Value?) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let value = body(&state) { return value }
      pthread_cond_wait(condition, mutex)
    }
  }
}
