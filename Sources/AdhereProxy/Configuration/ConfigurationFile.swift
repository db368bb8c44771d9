#if Proxy
  import AdhereJSON
  import AdhereJudging
  import AdherePlatform
  import AdhereRepair
  import AdhereSchema

  /// Reads a configuration: JSON in which comments and trailing commas are permitted, as our own
  /// repairs read it, held against `schemas/proxy.schema.json` by our own validator.
  package struct ConfigurationFile {
    /// Most bytes of a configuration, and of a file with a secret.
    private static let limit = 1 << 20

    /// - Throws: ``ConfigurationError`` with the file, the line and the column of each mistake.
    package static func read(
      _ path: String, environment: @escaping (String) -> String? = ConfigurationFile.environment
    ) throws(ConfigurationError) -> ProxyConfiguration {
      let bytes = try contents(of: path)
      return try parse(bytes, name: path, environment: environment)
    }

    /// A configuration as text.
    package static func parse(
      _ bytes: [UInt8], name: String,
      environment: @escaping (String) -> String? = ConfigurationFile.environment
    ) throws(ConfigurationError) -> ProxyConfiguration {
      let text = try plain(bytes, name: name)
      let document: JSONDocument
      let schema: CompiledSchema
      do {
        document = try JSONDocument(text.json, options: ParseOptions(duplicateKeys: .report))
        schema = try CompiledSchema(JSONDocument(PackageResources.proxy_schema_json))
      } catch {
        throw ConfigurationError("\(name): \(error)")
      }
      if let key = document.duplicateKey {
        let place = document.withTape { $0.span(key).lowerBound }
        throw ConfigurationError("\(text.place(place)): a name is there twice")
      }
      let faults = document.withTape { tape in
        schema.violations(tape).map { violation in
          let node = JSONPointer(violation.instancePath).flatMap { tape.resolve($0) } ?? 0
          let at = violation.instancePath.isEmpty ? "" : " \(violation.instancePath):"
          return "\(text.place(tape.span(node).lowerBound)):\(at) \(violation.message)"
        }
      }
      guard faults.isEmpty else {
        throw ConfigurationError(faults.prefix(20).joined(separator: "\n"))
      }
      let result: Result<ProxyConfiguration, ConfigurationError> = document.withTape { tape in
        do throws(ConfigurationError) {
          return .success(
            try ConfigurationReader(tape: tape, text: text, environment: environment).read())
        } catch {
          return .failure(error)
        }
      }
      return try result.get()
    }

    /// What a variable of the environment holds.
    package static func environment(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }
    }

    static func contents(of path: String) throws(ConfigurationError) -> [UInt8] {
      var bytes: [UInt8] = []
      do throws(AdherePlatform.IOError) {
        let reader = try LineReader(path)
        while bytes.count <= limit, let piece = try reader.piece() { bytes += piece }
      } catch {
        throw ConfigurationError(error.message)
      }
      guard bytes.count <= limit else {
        throw ConfigurationError("\(path): longer than \(limit >> 20) MiB; is it the right file?")
      }
      return bytes
    }

    // MARK: - Notation

    /// The text without comments and trailing commas, and where its bytes stood.
    private static func plain(
      _ bytes: [UInt8], name: String
    ) throws(ConfigurationError) -> SourceText {
      var policy = Policy(tier: nil)
      policy.allow(.comment)
      policy.allow(.trailingComma)
      if (try? JSONDocument(bytes)) != nil {
        return SourceText(json: bytes, original: bytes, name: name, cuts: [])
      }
      let judgement = Contract(any: .json, policy: policy).judge(Output(.text(bytes)))
      guard judgement.outcome == .repaired, let value = judgement.value else {
        throw ConfigurationError(fault(bytes, name: name))
      }
      let cuts = judgement.repairs.map { (span: $0.span, count: $0.after.count) }
      return SourceText(json: value, original: bytes, name: name, cuts: cuts)
    }

    /// Where the text stops being JSON, comments and trailing commas aside.
    private static func fault(_ bytes: [UInt8], name: String) -> String {
      do throws(ParseError) {
        _ = try JSONDocument(bytes)
        return "\(name): not a configuration"
      } catch {
        let place = error.position(in: bytes)
        return "\(name):\(place.line):\(place.column): not JSON: \(error.message)"
      }
    }
  }

  /// The text of a configuration after its notation was mended, with the places it had before.
  struct SourceText {
    let json: [UInt8]
    let original: [UInt8]
    let name: String
    /// What was replaced, in order, and by how many bytes.
    let cuts: [(span: Range<Int>, count: Int)]

    /// `FILE:LINE:COLUMN` of a byte of ``json``.
    func place(_ offset: Int) -> String {
      var shift = 0
      for cut in cuts {
        guard cut.span.lowerBound <= offset + shift else { break }
        shift += cut.span.count - cut.count
      }
      let place = LineIndex(original).place(of: min(offset + shift, original.count))
      return "\(name):\(place.line):\(place.column)"
    }
  }
#endif
