import AdhereWire
import Testing

@Suite struct BodyCheckTests {
  static let embeddings: [(body: String, expected: BodyExpectation, problems: [String])] = [
    (
      #"{"data":[{"index":0,"embedding":[0.1,-2]},{"index":1,"embedding":[1,2e3]}]}"#,
      .init(dimensions: 2, count: 2), []
    ),
    // 1.0 and -2.0.
    (#"{"data":[{"index":0,"embedding":"AACAPwAAAMA="}]}"#, .init(dimensions: 2), []),
    (
      #"{"data":[{"index":0,"embedding":[1]}]}"#, .init(dimensions: 2),
      ["/data/0/embedding has 1 dimensions, not 2"]
    ),
    (
      #"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#, .init(),
      ["/data/1/embedding has 2 dimensions, not 1, as the first one has"]
    ),
    (
      #"{"data":[{"index":1,"embedding":[1]},{"index":0,"embedding":[1]}]}"#, .init(),
      ["/data/0/index is 1, not 0: out of order", "/data/1/index is 0, not 1: out of order"]
    ),
    (
      #"{"data":[{"index":0,"embedding":[1]}]}"#, .init(count: 2),
      ["/data holds 1 embeddings, not 2"]
    ),
    (
      #"{"data":[{"index":0,"embedding":[1,null]}]}"#, .init(),
      ["/data/0/embedding/1 is no finite number: null"]
    ),
    (
      #"{"data":[{"index":0,"embedding":[1e400]}]}"#, .init(),
      ["/data/0/embedding/0 is no finite number: 1e400"]
    ),
    (
      #"{"data":[{"index":0,"embedding":[NaN]}]}"#, .init(),
      [" not JSON: a value cannot begin with this byte"]
    ),
    // A NaN.
    (
      #"{"data":[{"index":0,"embedding":"AADAfw=="}]}"#, .init(),
      ["/data/0/embedding number 0 is nan, not finite"]
    ),
    (
      #"{"data":[{"index":0,"embedding":"AAA"}]}"#, .init(),
      ["/data/0/embedding is no base64 of 32-bit floats"]
    ),
    (#"{"data":[]}"#, .init(), ["/data holds no embedding"]),
    (#"{"error":{"message":"no","code":"x"}}"#, .init(), [" is an error: no (x)"]),
  ]

  @Test(arguments: embeddings.indices) func `embeddings are checked`(_ index: Int) {
    let (body, expected, problems) = Self.embeddings[index]
    #expect(
      EmbeddingsCheck.problems(body.bytes, expected).map { "\($0.pointer) \($0.message)" }
        == problems)
  }

  static let rankings: [(body: String, problems: [String])] = [
    (
      #"{"object":"rerank","results":[{"index":1,"relevance_score":0.9,"document":{}},{"index":0,"relevance_score":0.1,"document":{}}]}"#,
      []
    ),
    (#"{"data":[{"index":0,"relevance_score":1}]}"#, []),
    (
      #"{"results":[{"index":0,"relevance_score":1},{"index":0,"relevance_score":1}]}"#,
      ["/results/1/index is 0 once more"]
    ),
    (
      #"{"results":[{"index":2,"relevance_score":1}]}"#,
      ["/results/0/index is 2: there is no such document"]
    ),
    (
      #"{"results":[{"index":0,"relevance_score":null}]}"#,
      ["/results/0/relevance_score is no finite number"]
    ),
    (#"{"a":1}"#, [" holds no list `results` or `data`"]),
  ]

  @Test(arguments: rankings.indices) func `rankings are checked`(_ index: Int) {
    let (body, problems) = Self.rankings[index]
    #expect(
      RerankCheck.problems(body.bytes, .init(count: 2)).map { "\($0.pointer) \($0.message)" }
        == problems)
  }
}
