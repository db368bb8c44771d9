#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "validate": ValidateBenchmark.run(Array(arguments.dropFirst()))
case "parse": ParseBenchmark.run()
case "repair": RepairBenchmark.run(Array(arguments.dropFirst()))
case "stream": StreamBenchmark.run(Array(arguments.dropFirst()))
case "streams":
  if arguments.count > 2, arguments[1] == "--serve", let count = Int(arguments[2]) {
    StreamServer.run(count: count)
  }
  ManyStreams.run(count: arguments.count > 1 ? Int(arguments[1]) ?? 10_000 : 10_000)
default:
  print(
    """
    usage: adhere-bench validate [--mark] DIR...
             times JSON Schema validation over DIR/tools.tsv (schema TAB arguments) or
             DIR/schema.json + DIR/instances.jsonl
           adhere-bench parse
             times the JSON reader on lines of tool arguments
           adhere-bench repair [--no-peer] [KIND]
             times the repair of broken documents beside Python's json_repair, and how the
             time grows with hostile texts
           adhere-bench stream [--no-peer]
             times streamed answers from their bytes to their judgement, beside Python's JSON
             readers on the same events
           adhere-bench streams [COUNT]
             runs 10,000 streams at once over loopback in one process: loss and memory
    """)
  exit(2)
}
