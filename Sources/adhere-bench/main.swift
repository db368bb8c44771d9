import AdherePlatform

let arguments = Array(CommandLine.arguments.dropFirst())
let benchmarks: [any Benchmark.Type] = [
  ValidateBenchmark.self, ParseBenchmark.self, RepairBenchmark.self, StreamBenchmark.self,
  ManyStreamsBenchmark.self, WrapBenchmark.self, RedactBenchmark.self,
]
guard let benchmark = benchmarks.first(where: { $0.name == arguments.first }) else {
  print("usage: " + benchmarks.map { $0.usage }.joined(separator: "\n       "))
  exit(2)
}
benchmark.run(Array(arguments.dropFirst()))
