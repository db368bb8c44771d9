import AdhereWire
import AdhereJudging
import AdhereRepair
import AdhereSchema
import Testing

@testable import AdhereFilter

/// Contracts of records are compiled once, in bounded memory.
@Suite struct ContractCacheTests {
  private func cache() -> ContractCache {
    ContractCache(policy: Policy(), options: SchemaOptions())
  }

  private func judge(_ cache: inout ContractCache, _ schema: String) throws -> Judge {
    try Array(schema.utf8).withUnsafeBufferPointer { try cache.judge(.schema, $0) }
  }

  @Test func `the same bytes give the same contract`() throws {
    var cache = cache()
    let first = try judge(&cache, #"{"type":"object"}"#)
    #expect(try judge(&cache, #"{"type":"object"}"#) === first)
    #expect(try judge(&cache, #"{"type": "object"}"#) !== first)
    #expect(cache.count == 2)
  }

  @Test func `a full cache begins anew`() throws {
    var cache = cache()
    let first = try judge(&cache, #"{"minimum":0}"#)
    for n in 1..<ContractCache.limit.count { _ = try judge(&cache, #"{"minimum":\#(n)}"#) }
    #expect(cache.count == ContractCache.limit.count)
    #expect(try judge(&cache, #"{"minimum":0}"#) === first)
    _ = try judge(&cache, #"{"minimum":-1}"#)
    #expect(cache.count == 1)
    #expect(try judge(&cache, #"{"minimum":0}"#) !== first)
  }

  @Test func `long sources count by their bytes`() throws {
    var cache = cache()
    let padding = String(repeating: " ", count: ContractCache.limit.bytes * 2 / 3)
    _ = try judge(&cache, "{}" + padding)
    _ = try judge(&cache, #"{"type":"object"}"# + padding)
    #expect(cache.count == 1)
  }

  @Test func `a schema that cannot be used fails each time alike`() throws {
    var cache = cache()
    for _ in 0..<2 {
      let problem = try #require(throws: FilterProblem.self) {
        try judge(&cache, #"{"type":"objekt"}"#)
      }
      #expect(problem.outcome == .error && problem.message.hasPrefix("`schema` cannot be used: "))
    }
    #expect(cache.count == 1)
  }

  @Test func `the choice of a tool is part of the contract`() throws {
    var cache = cache()
    let tools = Array(#"[{"name":"f"},{"name":"g"}]"#.utf8)
    let judges = try tools.withUnsafeBufferPointer { tools in
      try [ToolChoice.auto, .tool("g"), .auto].map {
        try cache.judge(.tools, tools, choice: $0).contract
      }
    }
    let output = Output(.calls([ToolCall(name: "f", arguments: Array("{}".utf8))]))
    #expect(judges.map { $0.judge(output).outcome } == [.valid, .invalid, .valid])
  }
}
