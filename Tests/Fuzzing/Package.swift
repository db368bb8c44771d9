// swift-tools-version: 6.1
import PackageDescription

/// What links has to know them as what compiles.
let sanitizers = Context.environment["SANITIZERS"] ?? "fuzzer"

/// libFuzzer on everything that reads what comes from outside, in a package of its own: its flags
/// must not reach those who depend on Adhere. Linux only, with a toolchain from swift.org. What is
/// fuzzed, and the inputs to begin with, are run by `swift test`, too.
///
///     .ci/check-fuzz                    # every target for a minute
///     .ci/check-fuzz 600 judge bodies   # two of them for ten
let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adhere", path: "../..", traits: ["Store"])],
  targets: [
    .target(
      name: "FuzzTargets",
      dependencies: [
        .product(name: "Adherence", package: "adhere"),
        .product(name: "AdhereJSON", package: "adhere"),
        .product(name: "AdhereSchema", package: "adhere"),
        .product(name: "AdhereStore", package: "adhere"),
      ], swiftSettings: [.define("Store")]),
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"],
      linkerSettings: [.unsafeFlags(["-sanitize=\(sanitizers)", "-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6]
)
