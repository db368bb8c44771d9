extension ProviderError {
  /// A call whose arguments may stand where they are not read: to call it without any would be
  /// another call.
  static func unreadArguments(_ name: String?, _ what: String) -> ProviderError {
    ProviderError(
      kind: .unreadable,
      message: "the call of '\(name ?? "")' has no arguments, but \(what), which cannot be read")
  }
}
