internal import AdhereJSON

/// What a provider's structured outputs make of a JSON Schema: the table of
/// `schemas/providers`, read.
package struct ProviderProfile: Sendable {
  /// What becomes of a keyword.
  package enum Status: Sendable {
    /// The answer follows it.
    case enforced
    /// The request is refused, or the keyword ignored.
    case unsupported
    /// The vendor does not say.
    case unstated
  }

  /// What the provider wants of `additionalProperties`.
  enum Closing: String {
    /// It has to be `false`.
    case `false`
    /// It has to be there.
    case explicit
    case any
  }

  /// Where a schema stands in a request.
  package enum Surface: String, Sendable, CaseIterable {
    /// The response has to conform to it.
    case response
    /// It is that of a tool's parameters.
    case tools
  }

  package let surface: Surface
  /// Whether the request asks for answers that conform. Where it does not, nothing is enforced, and
  /// the table says what is refused all the same.
  package let isStrict: Bool
  /// `openai`, as `--provider` takes it.
  package let name: String
  /// Which of the provider's features the table is about.
  package let title: String
  /// Year, or year and month, of the sources.
  package let date: String
  let keywords: [String: Status]
  let rewrites: [String: String]
  let rootType: String?
  /// Keywords that the root may not have.
  let rootWithout: [String]
  /// The root lists properties where it requires any.
  let rootListsProperties: Bool
  let closing: Closing
  let requiresAll: Bool
  let closesObjects: Bool
  let formats: [String]?
  let forbiddenConstructs: [String]
  let primitiveConstants: Bool
  let allOfBranches: Int?
  let allowsReferencesInAllOf: Bool
  let maximumMinItems: Int?
  let allowsRecursion: Bool
  let allowsExternalReferences: Bool
  let limits: [String: Int]
  /// Every schema names its type, unless it is a choice or a reference.
  let namesTypes: Bool
  /// A type is one name, no list.
  let singleTypes: Bool
  /// Every array says what it holds.
  let namesItems: Bool
  /// Values that are listed are strings.
  let stringEnums: Bool
  /// Nothing stands beside a reference.
  let referencesAlone: Bool
  /// References lead to definitions of the root.
  let targetsDefinitions: Bool
  /// Nothing that constrains stands beside a choice.
  let choicesAlone: Bool

  /// The status of a keyword; one that no table has is unstated, and taken where nothing is enforced.
  package func status(_ keyword: String) -> Status {
    keywords[keyword] ?? (isStrict ? .unstated : .enforced)
  }

  var allowsRootChoice: Bool { !rootWithout.contains("anyOf") }

  /// Names of all profiles.
  package static let names: [String] = ProviderTables.all.map(\.name)

  /// The profile with this name; nil where there is none.
  package init?(_ name: String, _ surface: Surface = .response) {
    let all = surface == .tools ? ProviderTables.tools : ProviderTables.all
    guard let profile = all.first(where: { $0.name == name }) else { return nil }
    self = profile
  }

  /// The profile for requests that do not ask for conforming answers (`"strict": false`); nil where
  /// the vendor does not say what it refuses then.
  package init?(loose name: String, _ surface: Surface) {
    guard
      let profile = ProviderTables.loose.first(where: { $0.name == name && $0.surface == surface })
    else { return nil }
    self = profile
  }

  /// The same provider's rules for another surface.
  package func on(_ surface: Surface) -> ProviderProfile { ProviderProfile(name, surface) ?? self }

  init?(text: [UInt8], surface: Surface = .response, isStrict: Bool = true) {
    guard let document = try? JSONDocument(text) else { return nil }
    var root = SchemaNode(document.tape, 0)
    self.surface = surface
    self.isStrict = isStrict
    if !isStrict {
      guard let loose = root["loose"]?[surface.rawValue] else { return nil }
      for name in ["provider", "date"] { if let value = root[name] { loose.set(name, value) } }
      root = loose
    }
    let special = surface == .tools ? root["tools"]?.members ?? [] : []
    for member in special where member.name != "keywords" { root.set(member.name, member.value) }
    guard let name = root["provider"]?.text, let title = root["title"]?.text,
      let date = root["date"]?.text
    else { return nil }
    self.name = name
    self.title = title
    self.date = date
    var keywords: [String: Status] = [:]
    for (list, status) in [
      ("enforced", Status.enforced), ("unsupported", .unsupported), ("unstated", .unstated),
    ] {
      for keyword in root["keywords"]?[list]?.texts ?? [] { keywords[keyword] = status }
    }
    for member in special where member.name == "keywords" {
      for (list, status) in [("enforced", Status.enforced), ("unsupported", .unsupported)] {
        for keyword in member.value[list]?.texts ?? [] { keywords[keyword] = status }
      }
    }
    self.keywords = keywords
    var rewrites: [String: String] = [:]
    for member in root["rewrites"]?.members ?? [] { rewrites[member.name] = member.value.text }
    self.rewrites = rewrites
    rootType = root["root"]?["type"]?.text
    rootWithout = root["root"]?["without"]?.texts ?? []
    rootListsProperties = root["root"]?["properties"]?.text == "required"
    closing = root["objects"]?["additionalProperties"]?.text.flatMap(Closing.init) ?? .any
    requiresAll = root["objects"]?["required"]?.text == "all"
    closesObjects = root["objects"]?["closed"]?.isTrue == true
    formats = root["formats"]?.texts
    forbiddenConstructs = root["pattern"]?["without"]?.texts ?? []
    primitiveConstants = root["constants"]?.text == "primitive"
    allOfBranches = root["allOf"]?["maximumBranches"]?.integer
    allowsReferencesInAllOf = root["allOf"]?["references"]?.isFalse != true
    maximumMinItems = root["minItems"]?["maximum"]?.integer
    allowsRecursion = root["references"]?["recursion"]?.isFalse != true
    allowsExternalReferences = root["references"]?["external"]?.isFalse != true
    var limits: [String: Int] = [:]
    for member in root["limits"]?.members ?? [] { limits[member.name] = member.value.integer }
    self.limits = limits
    let shapes = root["shapes"]
    namesTypes = shapes?["type"]?.text == "required"
    singleTypes = shapes?["types"]?.text == "single"
    namesItems = shapes?["items"]?.text == "required"
    stringEnums = shapes?["enum"]?.text == "strings"
    referencesAlone = shapes?["references"]?.text == "alone"
    targetsDefinitions = shapes?["targets"]?.text == "definitions"
    choicesAlone = shapes?["choices"]?.text == "alone" || namesTypes || closing == .false
  }
}

/// The tables, one for each provider: the files of `schemas/providers`, embedded when the package
/// is built.
enum ProviderTables {
  static var texts: [[UInt8]] {
    [
      PackageResources.openai_json, PackageResources.together_json,
      PackageResources.fireworks_json, PackageResources.anthropic_json,
      PackageResources.gemini_json, PackageResources.xai_json,
      PackageResources.mistral_json, PackageResources.groq_json, PackageResources.ollama_json,
    ]
  }

  static let all: [ProviderProfile] = texts.compactMap { ProviderProfile(text: $0) }
  static let tools: [ProviderProfile] = texts.compactMap {
    ProviderProfile(text: $0, surface: .tools)
  }
  /// Of the providers that say, for each surface.
  static let loose: [ProviderProfile] = texts.flatMap { text in
    ProviderProfile.Surface.allCases.compactMap {
      ProviderProfile(text: text, surface: $0, isStrict: false)
    }
  }
}
