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
default:
  print(
    """
    usage: adhere-bench validate [--mark] DIR...
             times JSON Schema validation over DIR/tools.tsv (schema TAB arguments) or
             DIR/schema.json + DIR/instances.jsonl
           adhere-bench parse
             times the JSON reader on lines of tool arguments
    """)
  exit(2)
}
