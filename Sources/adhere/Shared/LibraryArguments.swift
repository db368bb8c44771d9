#if CLI
  import AdhereTallies
  import AdhereFilter
  public import AdhereJudging
  import AdhereProviders
  import AdhereRepair
  public import AdhereReport
  import AdhereSchema
  public import AdhereTraces
  public import AdhereTraining
  public import ArgumentParser

  // Types of the library as values of flags. A flag accepts, and `--help` lists, the names that the
  // library has for them.

  extension OutputKind: ExpressibleByArgument {}
  extension StreamJudge.Mode: ExpressibleByArgument {}
  extension AbortPolicy: ExpressibleByArgument {}
  extension Metrics.Format: ExpressibleByArgument {}
  extension Report.Grouping: ExpressibleByArgument {}
  extension LineFormat: ExpressibleByArgument {}

  extension Outcome: ExpressibleByArgument {
    /// Shells offer no outcomes; `--help` lists them.
    public static var defaultCompletionKind: CompletionKind { .default }
  }

  extension CurationOptions.Group: ExpressibleByArgument {
    /// Shells offer no groups; `--help` lists them.
    public static var defaultCompletionKind: CompletionKind { .default }
  }

  extension Target: ExpressibleByArgument {
    public init?(argument: String) {
      guard let target = Target.named(argument) else { return nil }
      self = target
    }

    public static var allValueStrings: [String] { all.map(\.name) }
  }

  extension ProviderProfile: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public static var allValueStrings: [String] { names }
    public static var defaultCompletionKind: CompletionKind { .list(names) }
  }

  extension ProviderProfile.Surface: ExpressibleByArgument {}

  /// `--draft`: a dialect by a name that is shorter than its URI, which the parser would show as the
  /// default of a `Dialect`.
  struct DraftName: ExpressibleByArgument {
    let dialect: Dialect

    init(_ dialect: Dialect) { self.dialect = dialect }

    /// Takes the names in either case, and with or without `draft`: `7`, `draft2020-12`.
    init?(argument: String) {
      let name = argument.lowercased()
      let short = name.hasPrefix("draft") ? String(name.dropFirst(5)) : name
      let match = Dialect.allCases.first {
        let listed = DraftName($0).defaultValueDescription
        return listed == short || listed == "draft" + short
      }
      guard let match else { return nil }
      dialect = match
    }

    var defaultValueDescription: String {
      switch dialect {
      case .draft3: "draft3"
      case .draft4: "draft4"
      case .draft6: "draft6"
      case .draft7: "draft7"
      case .draft2019: "2019-09"
      case .draft2020: "2020-12"
      case .v1: "v1"
      }
    }

    static var allValueStrings: [String] {
      Dialect.allCases.map { DraftName($0).defaultValueDescription }
    }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  }

  /// The value of a flag that takes a case of a library's type, or one word more for none of them.
  protocol CaseOrWord: ExpressibleByArgument {
    associatedtype Case: CaseIterable, RawRepresentable where Case.RawValue == String

    static var word: String { get }
    /// Nil where the word was given.
    var value: Case? { get }
    init(_ value: Case?)
  }

  extension CaseOrWord {
    init?(argument: String) {
      let value = Case(rawValue: argument)
      guard value != nil || argument == Self.word else { return nil }
      self.init(value)
    }

    var defaultValueDescription: String { value?.rawValue ?? Self.word }
    static var allValueStrings: [String] { [word] + Case.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  }

  /// `--input`: `auto` decides from the first bytes.
  struct InputChoice: CaseOrWord {
    static let word = "auto"
    let value: InputKind?
    init(_ value: InputKind?) { self.value = value }
  }

  /// `--repair`: `none` permits no rule.
  struct RepairLevel: CaseOrWord {
    static let word = "none"
    let value: Tier?
    init(_ value: Tier?) { self.value = value }
  }
#endif
