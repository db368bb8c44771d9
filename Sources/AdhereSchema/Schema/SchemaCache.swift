public import AdhereJSON
internal import Synchronization

/// Compiled schemas by their text: a server that gets the same tools with every request compiles
/// them once.
///
/// Bounded in number and in bytes of schema text; what was used least recently goes first. Used
/// from any number of threads at once.
///
///     let cache = SchemaCache()
///     let schema = try cache.schema(for: bytes)
public final class SchemaCache: Sendable {
  /// Most schemas that are kept.
  public let capacity: Int
  /// Most bytes of schema text that are kept.
  public let maximumBytes: Int
  private let options: SchemaOptions
  private let state = Mutex(State())

  private struct Entry {
    let schema: CompiledSchema
    let size: Int
    var lastUse: UInt64
  }

  private struct State {
    var entries: [[UInt8]: Entry] = [:]
    var bytes = 0
    var clock: UInt64 = 0
    var hits = 0
    var misses = 0
  }

  /// - Parameters:
  ///   - capacity: most schemas that are kept, at least one.
  ///   - maximumBytes: most bytes of schema text that are kept.
  ///   - options: how every schema is compiled.
  public init(
    capacity: Int = 1_024, maximumBytes: Int = 64 << 20, options: SchemaOptions = SchemaOptions()
  ) {
    self.capacity = max(capacity, 1)
    self.maximumBytes = maximumBytes
    self.options = options
  }

  /// Why a text yields no schema.
  public enum Failure: Error, Sendable {
    /// It is no JSON text.
    case notJSON(ParseError)
    /// It is JSON, but no schema that can be used.
    case notASchema(SchemaError)
  }

  /// The schema with this text, compiled now or before. Texts are compared byte for byte.
  public func schema(for text: [UInt8]) throws(Failure) -> CompiledSchema {
    if let known = lookUp(text) { return known }
    // Outside the lock: two threads may compile the same text, which is harmless.
    let schema = try compile(text)
    insert(schema, text)
    return schema
  }

  private func compile(_ text: [UInt8]) throws(Failure) -> CompiledSchema {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(text)
    } catch {
      throw .notJSON(error)
    }
    do throws(SchemaError) {
      return try CompiledSchema(document, options: options)
    } catch {
      throw .notASchema(error)
    }
  }

  /// How often a schema was found, and how often it had to be compiled.
  public var statistics: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

  /// Number of schemas that are kept now.
  public var count: Int { state.withLock { $0.entries.count } }

  private func lookUp(_ text: [UInt8]) -> CompiledSchema? {
    state.withLock { state in
      state.clock += 1
      guard state.entries[text] != nil else {
        state.misses += 1
        return nil
      }
      state.hits += 1
      state.entries[text]!.lastUse = state.clock
      return state.entries[text]!.schema
    }
  }

  private func insert(_ schema: CompiledSchema, _ text: [UInt8]) {
    guard text.count <= maximumBytes else { return }
    state.withLock { state in
      state.clock += 1
      let old = state.entries.updateValue(
        Entry(schema: schema, size: text.count, lastUse: state.clock), forKey: text)
      state.bytes += text.count - (old?.size ?? 0)
      if state.entries.count > capacity || state.bytes > maximumBytes { shrink(&state) }
    }
  }

  /// Drops the quarter that was used least recently, so that the sorting is rare.
  private func shrink(_ state: inout State) {
    let order = state.entries.sorted { $0.value.lastUse < $1.value.lastUse }
    let target = capacity - capacity / 4
    for (text, entry) in order {
      if state.entries.count <= target, state.bytes <= maximumBytes { return }
      state.entries[text] = nil
      state.bytes -= entry.size
    }
  }
}
