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
    .library(name: "FineTune", targets: ["FineTune"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
    .library(name: "JSONText", targets: ["JSONText"]),
    .executable(name: "adhere", targets: ["adhere"]),
  ],
  traits: [
    .trait(name: "CLI", description: "The adhere command; brings swift-argument-parser."),
    .default(enabledTraits: ["CLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
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
      name: "Adherence",
      dependencies: ["JSONText", "JSONSchema", "OutputRepair", "SecondOpinion"],
      swiftSettings: checks),
    .target(
      name: "FineTune",
      dependencies: ["Adherence", "JSONSchema", "JSONText", "OutputRepair"],
      swiftSettings: checks),
    .executableTarget(
      name: "adhere",
      dependencies: [
        "Adherence", "FineTune", "JSONSchema", "JSONText", "OutputRepair",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CLI"])),
      ],
      swiftSettings: checks),
    .executableTarget(
      name: "adhere-bench",
      dependencies: ["Adherence", "JSONSchema", "JSONText", "OutputRepair"],
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
      name: "AdherenceTests",
      dependencies: ["Adherence", "JSONSchema", "JSONText", "OutputRepair", "SecondOpinion"],
      swiftSettings: checks),
    .testTarget(
      name: "FineTuneTests", dependencies: ["FineTune", "Adherence", "JSONText"],
      swiftSettings: checks),
    .testTarget(
      name: "AdhereCommandTests", dependencies: ["adhere", "Adherence"], swiftSettings: checks),
  ],
  swiftLanguageModes: [.v6]
)
