public import AdhereRepair
import AdhereWire

extension ReasonCode {
  /// Something was asked that is not judged.
  public static let notJudged = ReasonCode(rawValue: "not-judged")
}

extension Reason {
  /// - Parameter what: what was asked, in words.
  static func notJudged(_ what: String) -> Reason {
    Reason(
      .notJudged, "\(what) was asked for, which is not judged",
      help: "a JSON schema, a pattern or a choice of texts")
  }
}

extension ResponseFormat {
  /// What is asked that cannot be judged, in words; nil for every form that can.
  var unjudged: String? {
    switch self {
    case .text, .json, .schema: nil
    case .regex: TextContract(self) == nil ? "a pattern that cannot be read" : nil
    case .choice: nil
    case .grammar: "a grammar"
    case .other(let form): "'\(form)'"
    }
  }
}
