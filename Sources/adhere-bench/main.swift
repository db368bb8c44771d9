import JSONText

switch CommandLine.arguments.dropFirst().first {
case "parse": ParseBenchmark.run()
default: print("usage: adhere-bench parse")
}
