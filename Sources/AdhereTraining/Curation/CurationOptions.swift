/// Which of the rows that could be trained on are.
public struct CurationOptions: Sendable {
  /// Share of rows in the dataset whose answer passed as it came, 0 to 1; 1 keeps all there are.
  /// A model that is shown its hard cases only forgets the easy ones.
  public var passingShare = 0.25
  /// Share of rows in which tools were offered and rightly not called, 0 to 1; 1 keeps all.
  public var noCallShare = 0.1
  /// Most rows with the same tool, failure and schema; nil: any number.
  public var cap: Int? = 1000
  public var capPerTool: Int?
  public var capPerFailure: Int?
  public var capPerSchema: Int?
  /// Leave out rows whose last question and answer are almost those of a row before.
  public var nearDuplicates = false
  /// Rows that are remembered for it, about 260 bytes each; a row is compared with at least half
  /// as many before it. ``ExportSummary/notes`` says where some were forgotten.
  public var nearWindow = 1_000_000
  /// Give rows of together.ai a `weight`, so that each of these counts the same in sum; nil: none.
  /// Other targets know no weight of a row.
  public var balance: Group?

  /// What rows have in common.
  public enum Group: String, Sendable, CaseIterable {
    case tool, failure, model
  }

  /// Shares of the sessions that go into the other splits.
  public var validationShare = 0.0
  public var testShare = 0.0
  /// Changes which sessions go where.
  public var salt = ""

  public init() {}
}
