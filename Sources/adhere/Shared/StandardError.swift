import AdherePlatform

/// Whole messages to standard error. What cannot be written there is lost: no other place is left
/// to report that.
enum StandardError {
  static func write(_ text: String) { write(Array(text.utf8)) }

  /// One line of ours, `adhere: …`, that may quote files, models and providers: what could steer a
  /// terminal or pass for a line of its own is shown as an escape.
  static func write(line: String) { write("adhere: \(TerminalText.escaped(line))\n") }

  static func write(_ bytes: [UInt8]) { _ = Descriptor.write(bytes, to: 2) }
}

/// A line on standard error that is written over as the work goes on, where that is a terminal.
final class ProgressLine {
  let isShown: Bool
  private let start = SystemClock.monotonic()
  private var hasLine = false

  init(isSilent: Bool = false) { isShown = !isSilent && isatty(2) == 1 }

  /// Seconds since the line was made.
  var elapsed: Double { Double(SystemClock.monotonic() - start) / 1e9 }

  func show(_ text: String) {
    hasLine = true
    StandardError.write("\r\u{1B}[K" + text)
  }

  /// Takes the line away, so that something else can be written.
  func clear() {
    if hasLine { StandardError.write("\r\u{1B}[K") }
    hasLine = false
  }
}
