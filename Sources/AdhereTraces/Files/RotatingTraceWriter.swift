public import AdherePlatform

/// Writes traces to files that follow one another, each of which gets its name once it is whole.
///
///     let writer = try RotatingTraceWriter(TracePathTemplate("dt=%Y-%m-%d/%h-%p.jsonl"))
///     try writer.append(traces)
///     try writer.finish()
///
/// A file ends where it is large or old enough, and where the path that the template gives is
/// another. What a process left that died gets its name when the next writer begins.
public final class RotatingTraceWriter {
  private let template: TracePathTemplate
  private let format: LineFormat
  private let maximumBytes: Int
  private let maximumAge: Double
  private var open: (writer: TraceFileWriter, part: String, begun: Timestamp)?

  /// - Parameters:
  ///   - template: of the paths.
  ///   - format: how traces are written.
  ///   - maximumBytes: with which a file ends; the traces of one call stay together.
  ///   - maximumAge: seconds after which a file ends.
  /// - Throws: ``TraceError`` where the folder cannot be made.
  public init(
    _ template: TracePathTemplate, format: LineFormat = .json, maximumBytes: Int = 64 << 20,
    maximumAge: Double = 300
  ) throws(TraceError) {
    self.template = template
    self.format = format
    self.maximumBytes = maximumBytes
    self.maximumAge = maximumAge
    try TracePart.makeFolders(of: TracePart.folder(in: template.root) + "/")
    left = TracePart.adopt(in: template.root)
  }

  /// Why files that processes left which died could not be named.
  public let left: [TraceError]

  /// Writes the traces and returns when the system has them.
  ///
  /// - Throws: ``TraceError`` where it did not take them all, or a file cannot be named.
  public func append(_ traces: [Trace], now: Timestamp = .now()) throws(TraceError) {
    try endIfDue(now: now)
    guard !traces.isEmpty else { return }
    if open == nil { open = try begin(now) }
    try open?.writer.append(traces)
  }

  /// Names the file that is being written, where it is its time.
  public func endIfDue(now: Timestamp = .now()) throws(TraceError) {
    guard let open else { return }
    let age = Double(now.milliseconds - open.begun.milliseconds) / 1_000
    // A clock that was set back ends a file, too.
    let isDue =
      open.writer.size >= maximumBytes || age >= maximumAge || age < 0
      || template.path(at: now, number: 1) != template.path(at: open.begun, number: 1)
    if isDue { try finish() }
  }

  /// Names the file that is being written; the next traces begin another.
  public func finish() throws(TraceError) {
    guard let open else { return }
    self.open = nil
    open.writer.synchronize()
    do throws(TraceError) {
      try TracePart.publish(open.part) { [template] in template.path(at: open.begun, number: $0) }
    } catch {
      throw TraceError("\(error.message); its traces stay in \(open.part)", code: error.systemCode)
    }
  }

  private func begin(
    _ now: Timestamp
  ) throws(TraceError) -> (writer: TraceFileWriter, part: String, begun: Timestamp) {
    for _ in 0..<8 {
      let part = TracePart.path(of: template.path(at: now, number: 1), in: template.root)
      let writer = try TraceFileWriter(part, format: format, isExclusive: true)
      // Another process may have taken an empty file for one that was left.
      if writer.isStillThere { return (writer, part, now) }
    }
    throw TraceError(
      "every new file in \(TracePart.folder(in: template.root)) is gone at once: what deletes them?"
    )
  }
}
