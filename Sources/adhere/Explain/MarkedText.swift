#if CLI
  import AdhereJudging

  /// A raw text, line by line, with what was taken out of it, what was put in, and the place that
  /// stood against it.
  struct MarkedText {
    /// What a stretch is.
    enum Kind {
      case same, removed, added, against
    }

    /// A stretch of one line.
    struct Piece: Equatable {
      var text: String
      var kind: Kind
    }

    /// A line of the raw text.
    struct Line {
      /// From 1.
      var number: Int
      var pieces: [Piece] = []
      /// A stretch begins or ends in it.
      var hasEdge = false
    }

    /// Most lines that are shown whole; of more, those around the marks.
    static let mostLines = 16
    /// Lines shown before and after one with a mark.
    static let context = 2
    /// Most characters of a stretch in one line.
    static let longestPiece = 160

    /// Most lines that are shown at all.
    static let mostShown = 120

    private(set) var lines: [Line] = [Line(number: 1)]
    /// The last line is over, but what is put in at its end still stands on it.
    private var isAtLineEnd = false

    /// - Parameters:
    ///   - repairs: of this text, in order and not overlapping.
    ///   - against: a place that stood against the text, where it failed.
    init(_ raw: [UInt8], _ repairs: [RepairRecord], _ against: Range<Int>?) {
      var position = 0
      // What failed has no repairs: the two do not meet.
      if repairs.isEmpty, let against, against.upperBound <= raw.count {
        append(raw[..<against.lowerBound], .same)
        append(raw[against], .against)
        position = against.upperBound
      }
      for repair in repairs
      where repair.span.lowerBound >= position && repair.span.upperBound <= raw.count {
        append(raw[position..<repair.span.lowerBound], .same)
        if !repair.span.isEmpty { append(raw[repair.span], .removed) }
        if !repair.after.isEmpty { append(repair.after[...], .added) }
        position = repair.span.upperBound
      }
      append(raw[position...], .same)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>, _ kind: Kind) {
      if bytes.isEmpty, kind == .same { return }
      if isAtLineEnd, kind != .added { breakLine() }
      if kind != .same { lines[lines.count - 1].hasEdge = true }
      // What was put in is in no line of the raw text; its line ends are shown as escapes.
      let parts =
        kind == .added
        ? [bytes] : bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (i, part) in parts.enumerated() {
        let isLast = i == parts.count - 1
        if i > 0 {
          isAtLineEnd = isLast && part.isEmpty
          if isAtLineEnd { break }
          breakLine()
        }
        // A line end that goes is shown where it stood.
        let text = VisibleText.of(part) + (kind == .removed && !isLast ? VisibleText.lineEnd : "")
        if text.isEmpty, kind == .same || parts.count > 1 { continue }
        lines[lines.count - 1].pieces.append(Piece(text: text, kind: kind))
      }
      if kind != .same { lines[lines.count - 1].hasEdge = true }
    }

    private mutating func breakLine() {
      isAtLineEnd = false
      lines.append(Line(number: lines.count + 1))
    }

    // MARK: - Showing

    /// The lines with their numbers; of a long text those around the marks.
    func page(_ screen: Screen) -> String {
      let count = lines.count
      let width = String(count).count
      var out = ""
      var hidden = 0
      func tell() {
        if hidden > 0 {
          out += "  \(String(repeating: " ", count: width)) … \(hidden) lines\n"
        }
        hidden = 0
      }
      let shown = shownLines(count)
      for (index, line) in lines.enumerated() {
        guard shown[index] else {
          hidden += 1
          continue
        }
        tell()
        let number = String(line.number)
        let margin = String(repeating: " ", count: width - number.count) + number + " | "
        let text = line.pieces.enumerated().map { place, piece in
          mark(piece, isFirst: place == 0, isLast: place == line.pieces.count - 1, screen)
        }
        out += "  " + screen.paint(margin, .faint) + text.joined() + "\n"
      }
      tell()
      return out
    }

    private func shownLines(_ count: Int) -> [Bool] {
      guard count > MarkedText.mostLines else { return Array(repeating: true, count: count) }
      var shown = Array(repeating: false, count: count)
      let edges = (0..<count).filter { lines[$0].hasEdge }
      // Of a text without a mark its beginning stands for it.
      if edges.isEmpty { for i in 0..<MarkedText.mostLines { shown[i] = true } }
      for edge in edges {
        for i in max(0, edge - MarkedText.context)...min(count - 1, edge + MarkedText.context) {
          shown[i] = true
        }
      }
      var left = MarkedText.mostShown
      for i in 0..<count where shown[i] {
        left -= 1
        if left < 0 { shown[i] = false }
      }
      return shown
    }

    private func mark(_ piece: Piece, isFirst: Bool, isLast: Bool, _ screen: Screen) -> String {
      let longest = MarkedText.longestPiece
      switch piece.kind {
      case .same:
        return MarkedText.shortened(
          piece.text, to: longest, keepsStart: !isFirst || isLast, keepsEnd: !isLast)
      case .removed:
        return screen.paint("[-\(MarkedText.shortened(piece.text, to: longest))-]", .removed)
      case .added:
        return screen.paint("{+\(MarkedText.shortened(piece.text, to: longest))+}", .added)
      case .against:
        return screen.paint("[?\(MarkedText.shortened(piece.text, to: longest))?]", .against)
      }
    }

    /// A text of at most about so many characters; what is left out is counted in its place.
    ///
    /// - Parameters:
    ///   - keepsStart: whether its beginning is of interest.
    ///   - keepsEnd: whether its end is.
    static func shortened(
      _ text: String, to longest: Int, keepsStart: Bool = true, keepsEnd: Bool = true
    ) -> String {
      let count = text.count
      guard count > longest else { return text }
      let both = keepsStart && keepsEnd
      let part = both ? longest / 2 : longest
      let start = keepsStart ? text.prefix(part) : ""
      let end = keepsEnd ? text.suffix(part) : ""
      return "\(start)…(\(count - start.count - end.count) more)…\(end)"
    }
  }
#endif
