import AdhereJSON

/// Calls whose name is in an object of its own.
extension Wrapper {
  /// `{"function": {"name": "f"}, "arguments": {…}}`: the arguments beside the object that they belong
  /// in, which has none.
  ///
  /// - Returns: whether this is such a call.
  mutating func visitSplit(_ node: Int) -> Bool {
    guard let inner = tape.member("function", of: node), tape.kind(inner) == .object,
      let arguments = argumentsMember(node), argumentsMember(inner) == nil,
      let name = tape.member("name", of: inner), tape.kind(name) == .string, resolves(name)
    else { return false }
    let tool = tool(name)
    isNative = false
    leaveOut(node, except: [inner - 1, arguments - 1], of: tool)
    leaveOut(inner, except: [name - 1], of: tool)
    emit(name: name, arguments: arguments, whole: nil)
    return true
  }
}
