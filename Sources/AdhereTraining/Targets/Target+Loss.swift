extension Target {
  /// What a trainer that leaves the choice to its user learns of the rows; nil for the others.
  ///
  /// Source: huggingface.co/docs/trl/sft_trainer, dpo_trainer, kto_trainer; trl 1.16.0.
  public var loss: String? {
    guard name.hasPrefix("trl-") else { return nil }
    switch layout {
    case .messages:
      return "SFTTrainer learns the whole sequence, the prompt included, unless "
        + "assistant_only_loss=True, for which the chat template needs generation marks; "
        + "--prompt-completion learns the answer alone"
    case .completion: return "SFTTrainer learns the completion alone"
    case .chosen:
      return
        "DPOTrainer learns to prefer chosen to rejected, the prompt apart; the pairs are of use "
        + "to the model that wrote the rejected side"
    case .labelled:
      return "KTOTrainer learns completions with label true and away from those with false, the "
        + "prompt apart"
    default: return nil
    }
  }
}
