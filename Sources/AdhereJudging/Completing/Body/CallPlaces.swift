import AdhereRepair

/// Which calls of a new list stand in the place of which of the old one.
enum CallPlaces {
  /// For each of the old calls, the new ones that take its place, by number; the first of them
  /// takes its block. Empty where an old call is left out.
  ///
  /// A new call stands for the next old one that is the same, else for the next of its name; where
  /// as many are left of both, for the next one: its name was repaired. Any other follows the call
  /// before it. Linear in the length of the lists.
  static func of(_ new: [ToolCall], among old: [ToolCall]) -> [[Int]] {
    var out = [[Int]](repeating: [], count: old.count)
    guard !old.isEmpty else { return out }
    var same = Waiting(old.map { Key(name: $0.name, arguments: $0.arguments) })
    var named = Waiting(old.map(\.name))
    var next = 0
    for (number, call) in new.enumerated() {
      let found =
        same.first(Key(name: call.name, arguments: call.arguments), from: next)
        ?? named.first(call.name, from: next)
        ?? (next < old.count && old.count - next == new.count - number ? next : nil)
      out[found ?? max(next - 1, 0)].append(number)
      if let found { next = found + 1 }
    }
    return out
  }

  private struct Key: Hashable {
    var name: String
    var arguments: [UInt8]
  }

  /// The places of equal things, of which those before a growing place are forgotten.
  private struct Waiting<Thing: Hashable> {
    private var places: [Thing: (all: [Int], next: Int)] = [:]

    init(_ things: [Thing]) {
      for (place, thing) in things.enumerated() {
        places[thing, default: ([], 0)].all.append(place)
      }
    }

    mutating func first(_ thing: Thing, from start: Int) -> Int? {
      guard let index = places.index(forKey: thing) else { return nil }
      while places.values[index].next < places.values[index].all.count {
        let place = places.values[index].all[places.values[index].next]
        if place >= start { return place }
        places.values[index].next += 1
      }
      return nil
    }
  }
}
