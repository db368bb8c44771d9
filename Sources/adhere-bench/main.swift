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
case "stream": StreamBenchmark.run()
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
           adhere-bench stream
             times streamed answers from their bytes to their judgement
    """)
  exit(2)
}
