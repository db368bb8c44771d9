package import AdhereJSON

/// What the user wrote in a request, out of all that a request holds.
package enum UserWords {
  /// Under `prompt`, `messages` or `input` of an object; nil where none of them is there.
  package static func of(request: Int, in tape: Tape) -> [UInt8]? {
    if let prompt = tape.member("prompt", of: request), tape.kind(prompt) == .string {
      return StringText.decode(tape, prompt)
    }
    if let messages = tape.member("messages", of: request), tape.kind(messages) == .array {
      return of(messages: messages, in: tape)
    }
    guard let input = tape.member("input", of: request) else { return nil }
    switch tape.kind(input) {
    case .string: return StringText.decode(tape, input)
    case .array: return of(messages: input, in: tape)
    default: return nil
    }
  }

  private static func of(messages: Int, in tape: Tape) -> [UInt8]? {
    var out: [UInt8] = []
    for message in tape.children(of: messages) where tape.kind(message) == .object {
      guard let role = tape.member("role", of: message), tape.kind(role) == .string,
        StringText.decode(tape, role) == Array("user".utf8),
        let content = tape.member("content", of: message)
      else { continue }
      append(content, in: tape, to: &out)
    }
    return out.isEmpty ? nil : out
  }

  /// From the parts of a trace, JSON each.
  package static func of(prompt: [UInt8]?, messages: [UInt8]?) -> [UInt8]? {
    guard let json = prompt ?? messages, let document = try? JSONDocument(json, options: .anyDepth)
    else { return nil }
    return document.withTape { tape in
      switch tape.kind(0) {
      case .string: return StringText.decode(tape, 0)
      case .array: return of(messages: 0, in: tape)
      default: return nil
      }
    }
  }

  /// A message's content: a string, or parts of which some are text.
  private static func append(_ content: Int, in tape: Tape, to out: inout [UInt8]) {
    switch tape.kind(content) {
    case .string:
      out += StringText.decode(tape, content)
      out.append(UInt8(ascii: "\n"))
    case .array:
      for part in tape.children(of: content) where tape.kind(part) == .object {
        guard let text = tape.member("text", of: part), tape.kind(text) == .string else { continue }
        out += StringText.decode(tape, text)
        out.append(UInt8(ascii: "\n"))
      }
    default: break
    }
  }
}
