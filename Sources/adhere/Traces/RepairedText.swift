#if CLI
  import AdhereTraces
  import AdhereJudging

  /// A raw text and its repaired form, in pieces that are the same in both or changed.
  struct RepairedText {
    struct Piece: Equatable {
      var text: String
      var isChanged: Bool
    }

    var title: String?
    var raw: [Piece] = []
    var repaired: [Piece] = []

    /// The texts of a trace: its output, or the arguments of each call.
    static func of(_ trace: Trace) -> [RepairedText] {
      switch trace.raw {
      case .none: return []
      case .text(let text):
        return [RepairedText(text, trace.repairs.filter { $0.call == nil })]
      case .calls:
        return (trace.nativeCalls ?? []).enumerated().map { index, call in
          var text = RepairedText(
            call.arguments,
            trace.repairs.filter { $0.call == index && $0.path != "/\(index)/name" })
          text.title = "call \(index): \(call.name)"
          return text
        }
      }
    }

    init(_ raw: [UInt8], _ repairs: [RepairRecord]) {
      var position = 0
      func text(_ bytes: some Sequence<UInt8>) -> String {
        TerminalText.escaped(String(decoding: Array(bytes), as: UTF8.self), keepsLines: true)
      }
      for repair in repairs.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
        guard repair.span.lowerBound >= position, repair.span.upperBound <= raw.count else {
          continue
        }
        let same = Piece(text: text(raw[position..<repair.span.lowerBound]), isChanged: false)
        self.raw.append(same)
        repaired.append(same)
        if !repair.span.isEmpty {
          self.raw.append(Piece(text: "[-\(text(raw[repair.span]))-]", isChanged: true))
        }
        if !repair.after.isEmpty {
          repaired.append(Piece(text: "{+\(text(repair.after))+}", isChanged: true))
        }
        position = repair.span.upperBound
      }
      let rest = Piece(text: text(raw[position...]), isChanged: false)
      self.raw.append(rest)
      repaired.append(rest)
    }
  }
#endif
