#if CLI
  import AdhereJSON
  import AdhereProviders
  import AdhereSchema
  import ArgumentParser

  /// The provider and the schema that `lint` and `rewrite` are about.
  struct ProviderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whose structured outputs.", valueName: "name"))
    var provider: ProviderProfile

    @Argument(
      help: "The schema; without it, standard input.", completion: .file(extensions: ["json"]))
    var file = "-"

    var name: String { FileBytes.name(file) }

    /// The schema's text and tree; anything JSON Schema itself refuses is an error here.
    func read() throws(CommandError) -> ([UInt8], JSONDocument) {
      let (bytes, document) = try SchemaFiles.parse(file)
      guard document.tape.kind(0) == .object else {
        throw CommandError("\(name):1:1: the schema has to be an object")
      }
      do throws(SchemaError) {
        _ = try CompiledSchema(document)
      } catch  where error.kind != .unresolvedReference {
        // A reference that leaves the schema is for the provider's table to judge.
        let place = LineIndex(bytes).place(of: error.offset)
        throw CommandError("\(name):\(place.line):\(place.column): \(error.message)")
      } catch {}
      return (bytes, document)
    }
  }
#endif
