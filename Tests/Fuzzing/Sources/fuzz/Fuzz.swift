import FuzzTargets

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Set once, before the driver begins.
nonisolated(unsafe) private var chosen = FuzzTarget.judge

/// `fuzz TARGET [libFuzzer's own arguments]`
@main
struct Fuzz {
  static func main() {
    guard CommandLine.argc > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
      fatalError("usage: fuzz \(names) [-max_total_time=60] [folder of inputs]")
    }
    chosen = target
    var count = CommandLine.argc - 1
    var arguments = CommandLine.unsafeArgv + 1
    _ = runDriver(&count, &arguments) { start, count in
      chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}
