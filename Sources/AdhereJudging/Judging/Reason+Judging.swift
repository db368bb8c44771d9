package import AdhereRepair
import AdhereSchema

/// Reasons that are not in the text of an output.
extension Reason {
  /// The provider cut the answer off.
  ///
  /// - Parameter word: its `finish_reason`.
  static func finish(_ word: String?) -> Reason {
    Reason(
      .finishReason, "the provider cut the answer off\(said(word))",
      help: "a higher limit of tokens")
  }

  /// The provider marked a refusal.
  ///
  /// - Parameter word: its `finish_reason`.
  static func refusal(_ word: String?) -> Reason {
    Reason(.refusal, "the provider marked a refusal\(said(word))")
  }

  private static func said(_ word: String?) -> String {
    word.map { " (finish_reason \"\($0)\")" } ?? ""
  }

  /// Calls that are not what the request asked for.
  static func notAsked(_ violations: [Violation]) -> Reason {
    Reason(.nonconforming, message(violations) ?? "does not conform")
  }

  /// A call was due, and none was made.
  static let noCall = Reason.noValue("no call was made where one was required")

  /// A record that cannot be used.
  package static func badRecord(_ message: String) -> Reason { Reason(.badRecord, message) }
}
