/// The version of this package, where everything that tells it takes it from.
package enum AdhereVersion {
  /// In bytes that last, for C.
  package static let bytes: StaticString = "0.1.0"
  /// As text, such as `0.1.0`.
  package static var text: String { bytes.description }
}
