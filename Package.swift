// swift-tools-version: 6.1
import PackageDescription

/// Checks every target is held to. None of them is an unsafe flag, so the package can be a dependency.
let checks: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "adhere",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Adherence", targets: ["Adherence"]),
    .library(name: "Completions", targets: ["Completions"]),
    .library(name: "AdherenceTelemetry", targets: ["AdherenceTelemetry"]),
    .library(name: "TraceStore", targets: ["TraceStore"]),
    .library(name: "FineTune", targets: ["FineTune"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
    .library(name: "JSONText", targets: ["JSONText"]),
    .library(name: "AdhereClient", targets: ["AdhereClient"]),
    .executable(name: "adhere", targets: ["adhere"]),
  ],
  traits: [
    .trait(name: "CLI", description: "The adhere command; brings swift-argument-parser."),
    .trait(
      name: "Client",
      description: "AdhereClient, an HTTP client for providers; brings async-http-client."),
    .trait(name: "Store", description: "The SQLite store of traces and counts; brings GRDB."),
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
    .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CJansson", pkgConfig: "jansson",
      providers: [.apt(["libjansson-dev"]), .brew(["jansson"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .target(name: "JSONText", swiftSettings: checks),
    .target(name: "SecondOpinion", dependencies: ["CJansson", "JSONText"], swiftSettings: checks),
    .target(name: "ECMARegex", dependencies: ["CPCRE2"], swiftSettings: checks),
    .target(name: "JSONSchema", dependencies: ["JSONText", "ECMARegex"], swiftSettings: checks),
    .target(
      name: "OutputRepair", dependencies: ["JSONText", "JSONSchema"], swiftSettings: checks),
    .target(
      name: "Completions", dependencies: ["JSONText", "JSONSchema", "OutputRepair"],
      swiftSettings: checks),
    .target(
      name: "Adherence",
      dependencies: [
        "JSONText", "ECMARegex", "JSONSchema", "OutputRepair", "SecondOpinion", "Completions",
      ],
      swiftSettings: checks),
    .target(
      name: "AdhereClient",
      dependencies: [
        "Adherence", "Completions",
        .product(
          name: "AsyncHTTPClient", package: "async-http-client",
          condition: .when(traits: ["Client"])),
        .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Client"])),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Client"])),
      ],
      swiftSettings: checks),
    .target(
      name: "TraceStore",
      dependencies: [
        "Adherence", "JSONText",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: checks),
    .target(
      name: "AdherenceTelemetry",
      dependencies: [
        "Adherence", "JSONSchema", "OutputRepair",
        .product(
          name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["Telemetry"])),
        .product(
          name: "Tracing", package: "swift-distributed-tracing",
          condition: .when(traits: ["Telemetry"])),
      ],
      swiftSettings: checks),
    .target(name: "Reporting", dependencies: ["Adherence", "JSONText"], swiftSettings: checks),
    .target(
      name: "FineTune",
      dependencies: ["Adherence", "JSONSchema", "JSONText", "OutputRepair"],
      swiftSettings: checks),
    .executableTarget(
      name: "adhere",
      dependencies: [
        "Adherence", "Completions", "FineTune", "Reporting", "TraceStore", "JSONSchema",
        "JSONText", "OutputRepair",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CLI"])),
      ],
      swiftSettings: checks),
    .executableTarget(
      name: "adhere-bench",
      dependencies: ["Adherence", "Completions", "JSONSchema", "JSONText", "OutputRepair"],
      swiftSettings: checks),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: checks),
    .testTarget(
      name: "SecondOpinionTests", dependencies: ["SecondOpinion", "JSONText"],
      swiftSettings: checks),
    .testTarget(name: "ECMARegexTests", dependencies: ["ECMARegex"], swiftSettings: checks),
    .testTarget(
      name: "JSONSchemaTests", dependencies: ["JSONSchema", "JSONText"], swiftSettings: checks),
    .testTarget(
      name: "OutputRepairTests", dependencies: ["OutputRepair", "JSONText"],
      swiftSettings: checks),
    .testTarget(
      name: "CompletionsTests", dependencies: ["Completions", "JSONText"], exclude: ["catalogue"],
      swiftSettings: checks),
    .testTarget(
      name: "AdherenceTests",
      dependencies: [
        "Adherence", "Completions", "JSONSchema", "JSONText", "OutputRepair", "SecondOpinion",
      ],
      swiftSettings: checks),
    .testTarget(
      name: "AdhereClientTests",
      dependencies: [
        "AdhereClient", "Adherence", "Completions", "JSONText",
        .product(
          name: "AsyncHTTPClient", package: "async-http-client",
          condition: .when(traits: ["Client"])),
        .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Client"])),
        .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Client"])),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Client"])),
        .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Client"])),
      ],
      swiftSettings: checks),
    .testTarget(
      name: "TraceStoreTests",
      dependencies: [
        "TraceStore", "Adherence",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ], swiftSettings: checks),
    .testTarget(
      name: "AdherenceTelemetryTests",
      dependencies: [
        "AdherenceTelemetry", "Adherence",
        .product(
          name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["Telemetry"])),
        .product(
          name: "MetricsTestKit", package: "swift-metrics",
          condition: .when(traits: ["Telemetry"])),
        .product(
          name: "Tracing", package: "swift-distributed-tracing",
          condition: .when(traits: ["Telemetry"])),
        .product(
          name: "InMemoryTracing", package: "swift-distributed-tracing",
          condition: .when(traits: ["Telemetry"])),
      ], swiftSettings: checks),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Adherence", "JSONText"],
      swiftSettings: checks),
    .testTarget(
      name: "FineTuneTests", dependencies: ["FineTune", "Adherence", "JSONText"],
      swiftSettings: checks),
    .testTarget(
      name: "AdhereCommandTests", dependencies: ["adhere", "Adherence"], swiftSettings: checks),
  ],
  swiftLanguageModes: [.v6]
)
