/// What C holds of an object of ours: a pointer to its kind and the object. A handle of another kind,
/// one that was freed as a rule, and NULL are told apart from a right one.
struct Handle {
  /// Eight bytes that memory rarely begins with.
  enum Kind: UInt64 {
    case contract = 0x6164_685F_636F_6E74
    case judge = 0x6164_685F_6A75_6467
    case stream = 0x6164_685F_7374_7265
  }

  private var mark: UInt64
  private var object: Unmanaged<AnyObject>

  static func make(_ object: some AnyObject, _ kind: Kind) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutablePointer<Handle>.allocate(capacity: 1)
    memory.initialize(to: Handle(mark: kind.rawValue, object: .passRetained(object as AnyObject)))
    return UnsafeMutableRawPointer(memory)
  }

  /// The object behind a handle of this kind; nil where it is none.
  @inline(__always)
  static func object<Object: AnyObject>(
    _ handle: UnsafeMutableRawPointer?, _ kind: Kind, as type: Object.Type
  ) -> Object? {
    guard let memory = memory(handle, kind) else { return nil }
    return memory.pointee.object._withUnsafeGuaranteedRef { unsafeDowncast($0, to: type) }
  }

  static func free(_ handle: UnsafeMutableRawPointer?, _ kind: Kind) {
    guard let memory = memory(handle, kind) else { return }
    memory.pointee.mark = 0
    memory.pointee.object.release()
    memory.deallocate()
  }

  @inline(__always)
  private static func memory(
    _ handle: UnsafeMutableRawPointer?, _ kind: Kind
  ) -> UnsafeMutablePointer<Handle>? {
    guard let handle, UInt(bitPattern: handle) % UInt(MemoryLayout<Handle>.alignment) == 0 else {
      return nil
    }
    let memory = handle.assumingMemoryBound(to: Handle.self)
    return memory.pointee.mark == kind.rawValue ? memory : nil
  }
}
