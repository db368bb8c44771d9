extension RuleDescription {
  /// In program text: a bare word that the user's own words write as a name (``PromptNames``),
  /// where text is wanted and the program assigns it nothing. Any other variable stays unread.
  static let promptName = RuleDescription(
    id: "prompt-name", tier: .safe,
    summary: "puts a name that the prompt writes in quotes",
    example: (
      "train(data=my_data)",
      "[{\"name\":\"train\",\"arguments\":{\"data\":\"my_data\"}}]"
    ))
}
