import AdhereBytes
import AdhereJSON

/// The shape of messages.
extension RowChecker {
  /// - Returns: whether the list is well enough formed to be looked at further.
  func checkMessages(_ list: Int, needsAssistant: Bool, last: StaticString?) -> Bool {
    guard tape.kind(list) == .array, tape.count(of: list) > 0 else {
      error("messages", list, "must be a list of messages that is not empty")
      return false
    }
    var isFine = true
    var position = 0
    var assistants = 0
    var previous: Int?
    for message in tape.children(of: list) {
      defer {
        previous = message
        position += 1
      }
      guard tape.kind(message) == .object else {
        error("messages", message, "must be an object")
        isFine = false
        continue
      }
      guard let role = tape.member("role", of: message), tape.kind(role) == .string,
        target.trainer.roles.contains(where: { tape.isString($0, at: role) })
      else {
        error(
          "role", tape.member("role", of: message) ?? message,
          "must be one of \(target.trainer.roles.map(\.description).joined(separator: ", "))")
        isFine = false
        continue
      }
      if tape.isString("assistant", at: role) { assistants += 1 }
      checkContent(message, role)
      checkWeight(message, role)
      let isLast = position == tape.count(of: list) - 1
      if let calls = tape.member("tool_calls", of: message) {
        isFine = checkCallShapes(calls, role, isLast: isLast) && isFine
      }
      if tape.isString("tool", at: role), target.trainer.wantsToolCallID {
        let id = tape.member("tool_call_id", of: message)
        if id == nil || tape.kind(id!) != .string {
          error("tool", message, "a tool's message must have a tool_call_id")
        }
      }
      if tape.isString("system", at: role), position > 0, target.trainer.wantsSystemFirst {
        error("role", role, "the system message must come first")
      }
      if let previous, let before = tape.member("role", of: previous),
        tape.isString("user", at: role) && tape.isString("user", at: before)
          || tape.isString("assistant", at: role) && tape.isString("assistant", at: before)
      {
        warning("alternation", message, "two messages of the same side in a row")
      }
    }
    if target.trainer.parts == .imagesOfUser { checkImageCount(list) }
    guard isFine, let final = previous else { return false }
    if needsAssistant, assistants == 0 {
      error("messages", list, "there is no assistant message")
      isFine = false
    }
    if let last, !hasRole(final, last) {
      error("messages", final, "the last message must be of \(last)")
    }
    if last == nil, !needsAssistant, hasRole(final, "assistant") {
      error("messages", final, "a prompt must not end with an assistant message")
    }
    return isFine
  }

  private func checkContent(_ message: Int, _ role: Int) {
    let hasCalls =
      tape.present("tool_calls", of: message).map { tape.count(of: $0) > 0 } ?? false
      || tape.present("function_call", of: message) != nil
    let isAssistant = tape.isString("assistant", at: role)
    guard let content = tape.member("content", of: message) else {
      if !(isAssistant && hasCalls) { error("content", message, "content is missing") }
      if hasCalls, target.trainer.warnsOfMissingContent {
        warning("content", message, "content is missing: write \"\", which most templates take")
      }
      return
    }
    switch tape.kind(content) {
    case .string: break
    case .null:
      if !hasCalls {
        error("content", content, "is null, and there is no call")
      } else if target.trainer.warnsOfNullContent {
        warning("content", content, "is null: write \"\", several chat templates fail on null")
      }
    case .array:
      if tape.count(of: content) == 0 { error("content", content, "has no parts") }
      for part in tape.children(of: content) { checkPart(part, role) }
    default: error("content", content, "must be a string or a list of parts")
    }
    if !target.trainer.takesTextBesideCalls, hasCalls, tape.kind(content) == .string,
      tape.text(content).count > 0
    {
      warning("content", content, "content beside calls is refused before version 7")
    }
  }

  private func checkPart(_ part: Int, _ role: Int) {
    guard tape.kind(part) == .object, let type = tape.member("type", of: part),
      tape.kind(type) == .string
    else {
      error("content", part, "a part must be an object with a type")
      return
    }
    if tape.isString("text", at: type) {
      let text = tape.member("text", of: part)
      if text == nil || tape.kind(text!) != .string {
        error("content", part, "a part of type text must have a text")
      }
      return
    }
    if target.trainer.parts == .unchecked { return }
    let isRefusal = tape.isString("refusal", at: type) && tape.isString("assistant", at: role)
    if !tape.isString("user", at: role), !isRefusal {
      error("content", type, "only the user's messages have parts that are not text")
    } else if target.trainer.parts == .imagesOfUser {
      checkImage(part, type)
    }
  }

  /// together takes images in the row itself, of three kinds and up to 10 MB, and no other parts.
  private func checkImage(_ part: Int, _ type: Int) {
    guard tape.isString("image_url", at: type) else {
      error("content", type, "together takes parts of type text and image_url")
      return
    }
    guard let image = tape.member("image_url", of: part), tape.kind(image) == .object,
      let url = tape.member("url", of: image), tape.kind(url) == .string
    else {
      error("content", part, "image_url must be an object with a url")
      return
    }
    let text = tape.text(url)
    let kinds = ["jpeg", "png", "webp"]
    if !kinds.contains(where: { text.starts(with: "data:image/\($0);base64,".utf8) }) {
      error("content", url, "must be data:image/jpeg;base64,… or png or webp: none is fetched")
    } else if text.count / 4 * 3 > 10_000_000 {
      error("content", url, "the image is larger than 10 MB")
    }
  }

  /// - Parameter list: messages of together.ai.
  func checkImageCount(_ list: Int) {
    var images = 0
    for message in tape.children(of: list) {
      guard let content = tape.member("content", of: message), tape.kind(content) == .array
      else { continue }
      for part in tape.children(of: content) where tape.member("image_url", of: part) != nil {
        images += 1
      }
    }
    if images > 10 { error("content", list, "\(images) images; together takes 10 in a row") }
  }

  private func checkWeight(_ message: Int, _ role: Int) {
    guard let weight = tape.member("weight", of: message) else { return }
    let text = tape.text(weight)
    let isBit =
      tape.kind(weight) == .number && text.count == 1
      && (text[0] == ASCII.zero || text[0] == ASCII.zero + 1)
    if !isBit { error("weight", weight, "must be the integer 0 or 1") }
    if target.trainer.weighsAssistantOnly, !tape.isString("assistant", at: role) {
      error("weight", weight, "only assistant messages have a weight")
    }
  }

  private func checkCallShapes(_ calls: Int, _ role: Int, isLast: Bool) -> Bool {
    if !tape.isString("assistant", at: role) {
      error("tool_calls", calls, "only the assistant has tool_calls")
    }
    guard tape.kind(calls) == .array, tape.count(of: calls) > 0 else {
      if tape.kind(calls) == .null { return true }
      error("tool_calls", calls, "must be a list that is not empty")
      return false
    }
    var isFine = true
    for call in tape.children(of: calls) {
      guard let function = tape.member("function", of: call), tape.kind(function) == .object
      else {
        error("tool_calls", call, "function is missing")
        isFine = false
        continue
      }
      checkCallShape(call, function, isLast: isLast)
    }
    return isFine
  }

  private func checkCallShape(_ call: Int, _ function: Int, isLast: Bool) {
    let type = tape.member("type", of: call)
    if type.map({ !tape.isString("function", at: $0) }) ?? target.trainer.wantsCallType {
      error("tool_calls", type ?? call, "type must be \"function\"")
    }
    let name = tape.member("name", of: function)
    let takesAny = isRejectedSide && target.trainer.takesAnyRejectedName
    if name == nil || tape.kind(name!) != .string
      || !takesAny && !ToolNames.isLegal(StringText.decode(tape, name!))
    {
      error("tool_calls", name ?? function, "the name must be 1 to 64 letters, digits, _ and -")
    }
    checkArgumentsForm(function)
    checkID(call, isLast: isLast)
  }

  private func checkArgumentsForm(_ function: Int) {
    if target.trainer.takesEitherArguments { return }
    let arguments = tape.member("arguments", of: function)
    let kind = arguments.map { tape.kind($0) }
    switch target.arguments {
    case .object:
      if kind == .object { return }
      error(
        "arguments", arguments ?? function,
        "must be an object: chat templates write a string with its quotes")
    case .string:
      if kind == .string { return }
      error(
        "arguments", arguments ?? function,
        target.toolsAsText
          ? "must be a string of JSON, for datasets before 4.7"
          : "must be a string of JSON, as on the wire")
    }
  }

  private func checkID(_ call: Int, isLast: Bool) {
    let id = tape.member("id", of: call)
    switch target.trainer.callID {
    case .unchecked: break
    case .required:
      if id == nil || tape.kind(id!) != .string { error("tool_calls", id ?? call, "id is missing") }
    case .nineCharacters:
      let text = id.map { tape.kind($0) == .string ? StringText.decode(tape, $0) : [] } ?? []
      if !CallIDs.isShort(text), !(isLast && text == Array("null".utf8)) {
        error("tool_calls", id ?? call, "the id must be 9 letters or digits")
      }
    }
  }
}
