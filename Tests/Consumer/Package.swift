// swift-tools-version: 6.2
import PackageDescription

/// An application's package: it depends on Adhere from outside of the tree and imports the
/// umbrella alone. `.ci/check-consumer` builds and runs it.
let package = Package(
  name: "consumer",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adhere", path: "../..", traits: [])],
  targets: [
    .executableTarget(
      name: "consumer", dependencies: [.product(name: "Adherence", package: "adhere")],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .executableTarget(
      name: "screen", dependencies: [.product(name: "Adherence", package: "adhere")],
      swiftSettings: [.defaultIsolation(MainActor.self)]),
  ],
  swiftLanguageModes: [.v6]
)
