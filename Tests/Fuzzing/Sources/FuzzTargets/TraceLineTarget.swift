import AdhereJSON
import AdhereTraces

/// A line of a file of traces. What is read is written as it is read again.
enum TraceLineTarget {
  static func run(_ bytes: [UInt8]) {
    guard let trace = try? Trace(json: bytes) else { return }
    let line = write(trace)
    guard let again = try? Trace(json: line) else {
      preconditionFailure("cannot read what it wrote")
    }
    precondition(write(again) == line, "what was written does not stay")
  }

  private static func write(_ trace: Trace) -> [UInt8] {
    var writer = JSONWriter()
    writer.append(trace)
    return writer.bytes
  }
}
