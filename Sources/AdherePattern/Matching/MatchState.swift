internal import AdherePlatform
internal import CAdherePCRE2

/// What PCRE2 needs while it matches: kept by each thread and shared by all patterns, so that a
/// match allocates nothing.
struct MatchState {
  /// The box that the thread owns.
  private let box: UnsafeMutablePointer<Box>

  private struct Box {
    var data: OpaquePointer
    let context: OpaquePointer
    let stack: OpaquePointer?
    var matchLimit: UInt32 = 0
    var depthLimit: UInt32 = 0
    var heapLimit: UInt32 = 0
  }

  var data: OpaquePointer { box.pointee.data }
  var context: OpaquePointer { box.pointee.context }

  /// This thread's state, set to `limits` but for the number of steps, which is given.
  @inline(__always)
  static func ofThisThread(_ limits: MatchLimits, steps: UInt32) -> MatchState {
    let state: MatchState
    if let known = pthread_getspecific(key) {
      state = MatchState(box: known.assumingMemoryBound(to: Box.self))
    } else {
      state = make()
    }
    let box = state.box
    if box.pointee.matchLimit != steps {
      pcre2_set_match_limit_8(state.context, steps)
      box.pointee.matchLimit = steps
    }
    if box.pointee.depthLimit != limits.depthLimit
      || box.pointee.heapLimit != limits.heapLimitKiB
    {
      state.apply(limits)
    }
    return state
  }

  private init(box: UnsafeMutablePointer<Box>) {
    self.box = box
  }

  /// Drops the memory that an interpreted match near its limit has taken.
  func forgetMemory() {
    guard let fresh = pcre2_match_data_create_8(1, nil) else { return }
    pcre2_match_data_free_8(box.pointee.data)
    box.pointee.data = fresh
  }

  private func apply(_ limits: MatchLimits) {
    pcre2_set_depth_limit_8(context, limits.depthLimit)
    pcre2_set_heap_limit_8(context, limits.heapLimitKiB)
    box.pointee.depthLimit = limits.depthLimit
    box.pointee.heapLimit = limits.heapLimitKiB
  }

  @inline(never)
  private static func make() -> MatchState {
    guard let data = pcre2_match_data_create_8(1, nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory: PCRE2 could not allocate its match data") }
    // 32 KiB at first, 1 MiB at most: enough for ordinary patterns, and a bound for the others.
    let stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    let box = UnsafeMutablePointer<Box>.allocate(capacity: 1)
    box.initialize(to: Box(data: data, context: context, stack: stack))
    pthread_setspecific(key, box)
    return MatchState(box: box)
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    #if canImport(Darwin)
      let made = pthread_key_create(&key) { release($0) }
    #else
      let made = pthread_key_create(&key) { if let box = $0 { release(box) } }
    #endif
    precondition(made == 0, "the process has no thread-specific key left")
    return key
  }()

  private static func release(_ raw: UnsafeMutableRawPointer) {
    let box = raw.assumingMemoryBound(to: Box.self)
    pcre2_match_data_free_8(box.pointee.data)
    pcre2_match_context_free_8(box.pointee.context)
    if let stack = box.pointee.stack { pcre2_jit_stack_free_8(stack) }
    box.deallocate()
  }
}
