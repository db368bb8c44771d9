import AdhereJSON

extension Judgement {
  /// The judgement as JSON text on one line, as `adhere filter --output record` writes it: `outcome`,
  /// then `value` or `calls`, `repairs`, `violations`, `warnings` and `reason`.
  ///
  /// - Parameter surface: where structure was asked for.
  public func record(_ surface: Contract.Surface = .json) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("outcome", outcome.rawValue)
    writer.append(members: self, surface: calls == nil ? surface : .tool)
    writer.endObject()
    return writer.bytes
  }
}
