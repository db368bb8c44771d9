#if Proxy
  import AdhereJudging
  import AdhereTallies
  import Synchronization

  /// The counts of one event loop, taken together when they are looked at. The lock is contended
  /// by whoever looks and by nobody else.
  final class LoopCounts: Sendable {
    private struct State {
      var tallies = Tallies()
      var events = ProxyCounts()
    }

    private let state = Mutex(State())

    func count(_ body: (inout Tallies) -> Void) { state.withLock { body(&$0.tallies) } }
    func note(_ body: (inout ProxyCounts) -> Void) { state.withLock { body(&$0.events) } }

    /// The counts of judging since they were last taken.
    func take() -> Tallies {
      state.withLock { state in
        guard !state.tallies.isEmpty else { return Tallies() }
        defer { state.tallies = Tallies() }
        return state.tallies
      }
    }

    /// What happened to requests, since the start.
    var events: ProxyCounts { state.withLock { $0.events } }
  }

  /// What happened to requests, beside what was judged.
  struct ProxyCounts: Sendable, Equatable {
    /// What a request was for.
    enum Kind: Int, CaseIterable {
      /// `unasked` are those of `judged` that asked for no structure.
      case judged, passed, record, unasked, checked, guardrail
    }

    private var kinds = [Int](repeating: 0, count: Kind.allCases.count)
    /// By the names of the kinds; those that there were.
    var requests: [String: Int] {
      var all: [String: Int] = [:]
      for kind in Kind.allCases where kinds[kind.rawValue] > 0 {
        all["\(kind)"] = kinds[kind.rawValue]
      }
      return all
    }
    /// Answers that passed without being judged, though their path is one that is, by reason.
    var unchecked: [String: Int] = [:]
    /// Requests that were not served, by code.
    var refused: [String: Int] = [:]
    /// Answers that were checked, by what they are and the outcome.
    struct CheckKey: Hashable, Sendable {
      var kind: String
      var outcome: String
    }
    var checked: [CheckKey: Int] = [:]
    /// Answers that were judged, by the client's label and the outcome.
    struct ClientKey: Hashable, Sendable {
      var label: String
      var outcome: String
    }
    private(set) var clients: [ClientKey: Int] = [:]
    private var labels: Set<String> = []
    /// Most labels; further ones are counted as `other`.
    static let mostLabels = 100
    /// Clients that went before their answer ended.
    var clientsGone = 0
    /// Comments sent so that nobody takes a stream for dead.
    var keepAlives = 0

    mutating func count(_ kind: Kind) { kinds[kind.rawValue] += 1 }

    mutating func count(_ kind: BodyCheck.Kind, _ outcome: Outcome) {
      checked[CheckKey(kind: kind.rawValue, outcome: outcome.rawValue), default: 0] += 1
    }

    /// Counts an answer for a client.
    mutating func count(client label: String, _ outcome: Outcome) {
      add(1, ClientKey(label: label, outcome: outcome.rawValue))
    }

    private mutating func add(_ count: Int, _ key: ClientKey) {
      var key = key
      // The counts of several loops are added up: what one has beyond its bound takes no place.
      if key.label != Tallies.other, !labels.contains(key.label) {
        if labels.count < ProxyCounts.mostLabels {
          labels.insert(key.label)
        } else {
          key.label = Tallies.other
        }
      }
      clients[key, default: 0] += count
    }

    static func += (a: inout ProxyCounts, b: ProxyCounts) {
      for index in a.kinds.indices { a.kinds[index] += b.kinds[index] }
      a.unchecked.merge(b.unchecked, uniquingKeysWith: +)
      a.refused.merge(b.refused, uniquingKeysWith: +)
      a.checked.merge(b.checked, uniquingKeysWith: +)
      for (key, count) in b.clients { a.add(count, key) }
      a.clientsGone += b.clientsGone
      a.keepAlives += b.keepAlives
    }
  }
#endif
