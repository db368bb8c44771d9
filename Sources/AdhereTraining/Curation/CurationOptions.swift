/// Which rows of those that may be trained on are in the dataset.
public struct CurationOptions: Sendable {
  /// Share of rows in the dataset whose answer passed as it came, 0 to 1; 1 keeps all there are.
  /// A model that is shown its hard cases only forgets the easy ones.
  public var passingShare = recommendedPassing
  /// Share of rows in which tools were offered and rightly not called, 0 to 1; 1 keeps all.
  public var noCallShare = recommendedNoCall
  /// The recommended mix is asked for: its shares are said, and what falls short of them.
  public var isMix = false
  /// The share of passing rows that is recommended. With it and ``recommendedNoCall`` a model of 2
  /// million parameters conformed at 97.5 %, and called no tool where none fits (article "Shaping a
  /// model"); with mended rows alone at 93.7 %, and it called one in 40 cases of 57.
  public static let recommendedPassing = 0.25
  /// The share of rows without a call that is recommended.
  public static let recommendedNoCall = 0.1
  /// Most rows with the same tool, failure and schema; nil: any number.
  public var cap: Int? = 1000
  /// Most rows of the same tool; nil: any number.
  public var capPerTool: Int?
  /// Most rows with the same failure: the first rule that repaired it, or the first keyword it
  /// broke; nil: any number.
  public var capPerFailure: Int?
  /// Most rows with the same schema or list of tools; nil: any number.
  public var capPerSchema: Int?
  /// Leave out rows whose last question and answer are almost those of a row before.
  public var nearDuplicates = false
  /// Rows that are remembered for it, about 260 bytes each; a row is compared with at least half
  /// as many before it. ``ExportSummary/notes`` names it where some were forgotten.
  public var nearWindow = 1_000_000
  /// Give rows of together.ai a `weight`, so that each of these counts the same in sum; nil: none.
  /// Other targets know no weight of a row.
  public var balance: Group?

  /// What rows of a group have in common. May grow.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Group: String, Sendable, CaseIterable {
    /// The first tool that is called.
    case tool
    /// What was wrong with the output.
    case failure
    /// The model that wrote it.
    case model
  }

  /// Share of the sessions that go into the validation split, 0 to 1.
  public var validationShare = 0.0
  /// Share of the sessions that go into the test split, 0 to 1.
  public var testShare = 0.0
  /// Changes which sessions go where.
  public var salt = ""

  /// A quarter of passing rows, a tenth without calls, 1000 rows a kind, one split.
  public init() {}
}
