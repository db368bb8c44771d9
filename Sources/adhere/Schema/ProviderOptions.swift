#if CLI
  import AdhereJSON
  import AdhereProviders
  import AdhereSchema
  import ArgumentParser

  /// The provider and the schema that `lint` and `rewrite` are about.
  struct ProviderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whose structured outputs.", valueName: "name"))
    var provider: ProviderProfile

    @Option(
      help: ArgumentHelp(
        "Where the schema stands in the request: the response, or a tool's parameters.",
        valueName: "name"))
    var surface = ProviderProfile.Surface.response

    @Flag(
      help: ArgumentHelp(
        "The request does not set strict: nothing is enforced, and only what is refused all the same counts."
      ))
    var loose = false

    /// The rules to go by; without any for a request that is not strict, those for one that is.
    func profile() -> ProviderProfile {
      guard loose else { return provider.on(surface) }
      if let profile = ProviderProfile(loose: provider.name, surface) { return profile }
      StandardError.write(
        line: "\(provider.name) does not say what it refuses where strict is off: held to the "
          + "rules of its structured outputs")
      return provider.on(surface)
    }

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
      } catch  where error.kind != .unresolvedReference && error.kind != .invalidPattern {
        // A reference that leaves the schema, and a pattern of another language, are for the
        // provider's table to judge.
        let place = LineIndex(bytes).place(of: error.offset)
        throw CommandError("\(name):\(place.line):\(place.column): \(error.message)")
      } catch {}
      return (bytes, document)
    }
  }
#endif
