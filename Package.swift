// swift-tools-version: 6.1
import CompilerPluginSupport
import PackageDescription

/// Checks every target is held to. None of them is an unsafe flag, so the package can be a dependency.
let checks: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Products of other packages; each is resolved under its trait only.
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["CLI"]))
let grdb: Target.Dependency = .product(
  name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"]))

func client(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Client"]))
}

func telemetry(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Telemetry"]))
}

func proxy(_ product: String, _ package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Proxy"]))
}

func structured(_ product: String) -> Target.Dependency {
  .product(name: product, package: "swift-syntax", condition: .when(traits: ["Structured"]))
}

/// The rooms, from the ground up. A room imports only rooms above it in this list; the test
/// `HouseTests` reads the imports of every file and holds them against this picture.
let rooms: [Target] = [
  .systemLibrary(
    name: "CAdhereJansson", pkgConfig: "jansson",
    providers: [.apt(["libjansson-dev"]), .brew(["jansson"])]),
  .systemLibrary(
    name: "CAdherePCRE2", pkgConfig: "libpcre2-8",
    providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
  .room("AdhereBytes"),
  .room("AdherePlatform", on: "AdhereBytes"),
  .room("AdhereJSON", on: "AdhereBytes"),
  .room("AdherePattern", on: "AdhereBytes", "AdherePlatform", "CAdherePCRE2"),
  .room("AdhereSecondOpinion", on: "AdhereBytes", "AdhereJSON", "CAdhereJansson"),
  .room(
    "AdhereSchema", on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern",
    embedding: "Metaschemas"),
  .room(
    "AdhereProviders", on: "AdhereBytes", "AdhereJSON", "AdherePattern", "AdhereSchema",
    embedding: "Tables"),
  .room("AdhereRepair", on: "AdhereBytes", "AdhereJSON", "AdhereSchema"),
  .room(
    "AdhereWire",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
    "AdhereRepair"),
  .room(
    "AdhereJudging",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern", "AdhereSecondOpinion",
    "AdhereSchema", "AdhereRepair", "AdhereWire"),
  .room(
    "AdhereTraces",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdherePattern", "AdhereSchema",
    "AdhereRepair", "AdhereWire", "AdhereJudging"),
  .room(
    "AdhereTallies",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
    "AdhereWire", "AdhereJudging", "AdhereTraces"),
  .room(
    "AdhereTraining",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
    "AdhereWire", "AdhereJudging", "AdhereTraces"),
  .room(
    "AdhereStore",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereJudging", "AdhereTraces",
    "AdhereTallies", outside: [grdb]),
  .room(
    "AdhereReport",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereJudging", "AdhereTraces",
    "AdhereTallies"),
  .room(
    "AdhereFilter",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair",
    "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies"),
  .room(
    "AdhereTelemetry",
    on: "AdhereJudging", "AdhereTallies",
    outside: [
      telemetry("CoreMetrics", "swift-metrics"), telemetry("Tracing", "swift-distributed-tracing"),
    ]),
  .room(
    "AdhereFoundation", on: "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging"),
  .macro(
    name: "AdhereStructuredMacros",
    dependencies: [
      "AdhereJSON", structured("SwiftCompilerPlugin"), structured("SwiftDiagnostics"), structured("SwiftParser"),
      structured("SwiftSyntax"), structured("SwiftSyntaxBuilder"), structured("SwiftSyntaxMacros"),
    ], swiftSettings: checks),
  .room(
    "AdhereStructured", on: "AdhereJudging",
    outside: [
      .target(name: "AdhereStructuredMacros", condition: .when(traits: ["Structured"]))
    ]),
  .room(
    "AdhereClient",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereProviders", "AdhereWire",
    "AdhereJudging",
    outside: [
      client("AsyncHTTPClient", "async-http-client"), client("NIOCore", "swift-nio"),
      client("NIOHTTP1", "swift-nio"),
    ]),
  .room(
    "AdhereProxy",
    on: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
    "AdhereRepair", "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies",
    "AdhereStore", "AdhereReport", "AdhereFilter",
    outside: [
      proxy("NIOCore", "swift-nio"), proxy("NIOPosix", "swift-nio"),
      proxy("NIOHTTP1", "swift-nio"), proxy("NIOSSL", "swift-nio-ssl"),
    ], embeddingFile: "Schema/proxy.schema.json"),
  .room(
    "AdhereC",
    on: "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire",
    "AdhereJudging", "AdhereTallies", "AdhereFilter", exclude: ["include"]),
  .room(
    "Adherence",
    on: "AdherePlatform", "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging",
    "AdhereTraces", "AdhereTallies",
    outside: [
      .target(name: "AdhereClient", condition: .when(traits: ["Client"])),
      .target(name: "AdhereStore", condition: .when(traits: ["Store"])),
      .target(name: "AdhereStructured", condition: .when(traits: ["Structured"])),
      .target(name: "AdhereTelemetry", condition: .when(traits: ["Telemetry"])),
    ]),
]

let commands: [Target] = [
  .executableTarget(
    name: "adhere",
    dependencies: [
      "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereProviders",
      "AdhereRepair", "AdhereWire", "AdhereJudging", "AdhereTraces", "AdhereTallies",
      "AdhereFilter", "AdhereTraining", "AdhereReport", "AdhereStore", argumentParser,
    ],
    swiftSettings: checks),
  .executableTarget(
    name: "adhere-proxy",
    dependencies: [
      "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereRepair", "AdhereWire",
      "AdhereJudging", "AdhereProxy", argumentParser,
    ],
    swiftSettings: checks),
  .executableTarget(
    name: "adhere-bench",
    dependencies: [
      "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire",
      "AdhereJudging", "AdhereTraces",
    ],
    swiftSettings: checks),
]

/// What the tests of several rooms share.
let testSupport: [Target] = [
  .target(
    name: "AdhereTestSupport", dependencies: ["AdhereJSON", "AdhereWire", "AdhereJudging"],
    path: "Tests/AdhereTestSupport", swiftSettings: checks)
]

/// One test target a room, its folders those of the room.
let tests: [Target] = [
  .tests("AdhereBytes"),
  .tests("AdherePlatform", with: "AdhereBytes"),
  .tests("AdhereJSON", with: "AdhereBytes"),
  .tests("AdherePattern", with: "AdhereBytes"),
  .tests("AdhereSecondOpinion", with: "AdhereJSON"),
  .tests("AdhereSchema", with: "AdhereBytes", "AdhereJSON"),
  .tests("AdhereProviders", with: "AdhereJSON", "AdhereSchema"),
  .tests(
    "AdhereRepair", with: "AdhereJSON", "AdhereSchema", "AdhereJudging", "AdhereSecondOpinion"),
  .tests("AdhereWire", with: "AdhereJSON", "AdhereSchema", "AdhereRepair", exclude: ["catalogue"]),
  .tests(
    "AdhereJudging",
    with: "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereSecondOpinion"),
  .tests(
    "AdhereTraces",
    with: "AdhereBytes", "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire",
    "AdhereJudging"),
  .tests(
    "AdhereTallies", with: "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereJudging",
    "AdhereTraces"),
  .tests(
    "AdhereFilter",
    with: "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging",
    "AdhereTraces", "AdhereTallies"),
  .tests(
    "AdhereTraining",
    with: "AdhereBytes", "AdhereJSON", "AdhereSchema", "AdhereJudging", "AdhereTraces",
    "AdhereRepair"),
  .tests(
    "AdhereStore", with: "AdhereJudging", "AdhereTraces", "AdhereTallies", outside: [grdb]),
  .tests(
    "AdhereReport",
    with: "AdherePlatform", "AdhereJSON", "AdhereSchema", "AdhereJudging", "AdhereTraces",
    "AdhereTallies"),
  .tests(
    "AdhereTelemetry", with: "AdhereJudging", "AdhereTallies",
    outside: [
      telemetry("CoreMetrics", "swift-metrics"), telemetry("MetricsTestKit", "swift-metrics"),
      telemetry("Tracing", "swift-distributed-tracing"),
      telemetry("InMemoryTracing", "swift-distributed-tracing"),
    ]),
  .tests("AdhereFoundation", with: "AdhereWire", "AdhereJudging"),
  .tests(
    "AdhereStructured",
    with: "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereJudging", "AdhereFoundation",
    outside: [
      .target(name: "AdhereStructuredMacros", condition: .when(traits: ["Structured"])),
      structured("SwiftDiagnostics"), structured("SwiftParser"), structured("SwiftSyntax"),
      structured("SwiftSyntaxBuilder"), structured("SwiftSyntaxMacroExpansion"),
      structured("SwiftSyntaxMacros"),
    ]),
  .tests(
    "AdhereClient", with: "AdhereJSON", "AdhereWire", "AdhereJudging",
    outside: [
      client("AsyncHTTPClient", "async-http-client"), client("NIOCore", "swift-nio"),
      client("NIOPosix", "swift-nio"), client("NIOHTTP1", "swift-nio"),
      client("NIOSSL", "swift-nio-ssl"),
    ]),
  .tests(
    "AdhereProxy",
    with: "AdhereBytes", "AdherePlatform", "AdhereJSON", "AdhereRepair", "AdhereWire",
    "AdhereJudging",
    outside: [
      proxy("NIOCore", "swift-nio"), proxy("NIOPosix", "swift-nio"),
      proxy("NIOHTTP1", "swift-nio"), proxy("NIOSSL", "swift-nio-ssl"),
    ]),
  .tests("AdhereC", with: "AdhereJudging"),
  .tests("Adherence"),
  .target(
    name: "AdhereFuzzTargets",
    dependencies: [
      "AdhereJSON", "AdhereSchema", "AdhereRepair", "AdhereWire", "AdhereJudging",
      "AdhereTraces", "AdhereTallies", "AdhereStore", "Adherence",
    ],
    path: "Tests/Fuzzing/Sources/FuzzTargets", swiftSettings: checks),
  .testTarget(
    name: "AdhereFuzzTests", dependencies: ["AdhereFuzzTargets", "AdhereTestSupport"],
    swiftSettings: checks),
  .testTarget(
    name: "AdhereCommandTests",
    dependencies: [
      "adhere", "AdhereTestSupport", "AdhereJSON", "AdhereSchema", "AdhereRepair",
      "AdhereJudging", "AdhereTraces",
      "AdhereTallies", "AdhereFilter",
    ],
    swiftSettings: checks),
]

extension Target {
  /// - Parameter embedding: a folder of the target, a symbolic link into `schemas/`, whose files
  ///   become constants of the target's `PackageResources`; their names must differ.
  /// - Parameter embeddingFile: a single file of the target that becomes one.
  static func room(
    _ name: String, on below: String..., outside: [Dependency] = [],
    embedding folder: String? = nil,
    embeddingFile file: String? = nil, exclude: [String] = []
  ) -> Target {
    .target(
      name: name, dependencies: below.map { .byName(name: $0) } + outside,
      exclude: exclude + (folder.map { ["\($0)/README.md"] } ?? []),
      resources: [folder, file].compactMap { $0.map { .embedInCode($0) } }, swiftSettings: checks)
  }

  static func tests(
    _ room: String, with others: String..., outside: [Dependency] = [], exclude: [String] = []
  ) -> Target {
    .testTarget(
      name: room + "Tests",
      dependencies: ([room, "AdhereTestSupport"] + others).map { .byName(name: $0) } + outside,
      exclude: exclude, swiftSettings: checks)
  }
}

let package = Package(
  name: "adhere",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Adherence", targets: ["Adherence"]),
    .library(name: "AdhereFoundation", targets: ["AdhereFoundation"]),
    .library(name: "AdhereJSON", targets: ["AdhereJSON"]),
    .library(name: "AdhereSchema", targets: ["AdhereSchema"]),
    .library(name: "AdhereTraining", targets: ["AdhereTraining"]),
    .library(name: "AdhereStore", targets: ["AdhereStore"]),
    .library(name: "AdhereStructured", targets: ["AdhereStructured"]),
    .library(name: "AdhereReport", targets: ["AdhereReport"]),
    .library(name: "AdhereClient", targets: ["AdhereClient"]),
    .library(name: "AdhereTelemetry", targets: ["AdhereTelemetry"]),
    .executable(name: "adhere", targets: ["adhere"]),
    .executable(name: "adhere-proxy", targets: ["adhere-proxy"]),
    .executable(name: "adhere-bench", targets: ["adhere-bench"]),
  ],
  traits: [
    .trait(name: "CLI", description: "The adhere command; brings swift-argument-parser."),
    .trait(
      name: "Client",
      description: "AdhereClient, an HTTP client for providers; brings async-http-client."),
    .trait(
      name: "Proxy", description: "The adhere-proxy server; brings swift-nio and swift-nio-ssl.",
      enabledTraits: ["CLI"]),
    .trait(name: "Store", description: "The SQLite store of traces and counts; brings GRDB."),
    .trait(
      name: "Structured",
      description: "@Structured, JSON Schemas from the source of types; brings swift-syntax."),
    .trait(
      name: "Telemetry",
      description: "Bridges to swift-metrics and swift-distributed-tracing; brings both."),
    .default(enabledTraits: ["CLI", "Store"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-syntax", "600.0.1"..<"604.0.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
  ],
  targets: rooms + commands + testSupport + tests,
  swiftLanguageModes: [.v6]
)
