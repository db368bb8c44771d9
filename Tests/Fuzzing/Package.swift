// swift-tools-version: 6.1
import PackageDescription

/// libFuzzer on the judge, and on answers of every API, in a package of its own: its flags must not
/// reach those who depend on Adhere. Linux only, with a toolchain from swift.org.
///
///     swift build -c release --package-path Tests/Fuzzing -Xswiftc -sanitize=fuzzer
///     Tests/Fuzzing/.build/release/fuzz-judge -max_total_time=600
///     Tests/Fuzzing/.build/release/fuzz-wire -max_total_time=600 schemas/samples/migration
let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adhere", path: "../..", traits: [])],
  targets: [
    .executableTarget(
      name: "fuzz-judge",
      dependencies: [
        .product(name: "Adherence", package: "adhere"),
        .product(name: "AdhereJSON", package: "adhere"),
      ],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    .executableTarget(
      name: "fuzz-wire", dependencies: [.product(name: "Adherence", package: "adhere")],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6]
)
