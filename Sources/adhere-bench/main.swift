#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "validate": ValidateBenchmark.run(Array(arguments.dropFirst()))
default:
  print(
    """
    usage: adhere-bench validate [--mark] DIR...
      times JSON Schema validation over DIR/tools.tsv (schema TAB arguments) or
      DIR/schema.json + DIR/instances.jsonl
    """)
  exit(2)
}
