import AdhereTraces
import AdhereJudging

/// Writes Prometheus' text format and OpenMetrics, which differ in how they name counters, in
/// the unit line and in the end mark.
///
/// A family without samples is left out.
struct ExpositionWriter {
  enum Kind: String { case counter, histogram }

  private let isOpenMetrics: Bool
  private var out: [UInt8] = []
  private var name = ""
  private var kind = Kind.counter
  private var header: String?

  init(isOpenMetrics: Bool) { self.isOpenMetrics = isOpenMetrics }

  /// Begins a family. Counters are named without their `_total`.
  mutating func family(_ name: String, _ kind: Kind, _ help: String, unit: String? = nil) {
    self.name = name
    self.kind = kind
    // Prometheus' own format calls the family what it calls the samples.
    let family = kind == .counter && !isOpenMetrics ? name + "_total" : name
    var header = ""
    if isOpenMetrics {
      header += "# TYPE \(family) \(kind.rawValue)\n"
      if let unit { header += "# UNIT \(family) \(unit)\n" }
      header += "# HELP \(family) \(help)\n"
    } else {
      header += "# HELP \(family) \(help)\n# TYPE \(family) \(kind.rawValue)\n"
    }
    self.header = header
  }

  mutating func sample(_ labels: [(String, String)], _ value: String, suffix: String = "") {
    if let header { out += header.utf8 }
    header = nil
    var line = name + (kind == .counter ? "_total" : suffix)
    if !labels.isEmpty {
      line += "{"
      line += labels.map { "\($0)=\"\(ExpositionWriter.escape($1))\"" }.joined(separator: ",")
      line += "}"
    }
    out += line.utf8
    out.append(UInt8(ascii: " "))
    out += value.utf8
    out.append(UInt8(ascii: "\n"))
  }

  mutating func finish() -> [UInt8] {
    if isOpenMetrics { out += "# EOF\n".utf8 }
    return out
  }

  /// Of a label value: backslash, quote and line end have escapes. What is no UTF-8 cannot be in
  /// a String.
  static func escape(_ value: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": out.append(contentsOf: "\\\\".unicodeScalars)
      case "\"": out.append(contentsOf: "\\\"".unicodeScalars)
      case "\n": out.append(contentsOf: "\\n".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
