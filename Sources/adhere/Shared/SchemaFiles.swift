#if CLI
  import AdhereJSON
  import AdherePlatform
  import AdhereSchema

  /// A schema file and the files that its references may lead to.
  struct SchemaFiles {
    private var registry = SchemaRegistry()
    /// By URI, to name the file in which an error is.
    private var files: [String: (path: String, bytes: [UInt8])] = [:]

    /// - Parameter references: files, and folders of which every `.json` file is taken.
    init(references: [String]) throws(CommandError) {
      for path in references { try add(path, depth: 0) }
    }

    /// Compiles the schema in a file; errors name the file, the line and the column.
    mutating func compile(
      _ path: String, options: SchemaOptions
    ) throws(CommandError) -> CompiledSchema {
      let (bytes, document) = try Self.parse(path)
      var options = options
      options.baseURI = Self.uri(path)
      options.registry = registry
      files[options.baseURI] = (path, bytes)
      files[""] = (path, bytes)
      do throws(SchemaError) {
        let schema = try CompiledSchema(document, options: options)
        for warning in schema.warnings {
          StandardError.write(line: "warning: " + line(warning, path, bytes))
        }
        return schema
      } catch {
        throw CommandError(
          ([error] + error.others).map { line($0, path, bytes) }.joined(separator: "\n"))
      }
    }

    /// File, line and column of an error, and what it says.
    private func line(_ error: SchemaError, _ path: String, _ bytes: [UInt8]) -> String {
      let file = files[String(error.uri.prefix { $0 != "#" })] ?? (path, bytes)
      let place = LineIndex(file.bytes).place(of: error.offset)
      let isMissing =
        error.kind == .unresolvedReference && error.message.contains("not registered")
        || error.kind == .unknownDialect
      let hint = isMissing ? " (--ref names files to add)" : ""
      return "\(file.path):\(place.line):\(place.column): \(error.message)\(hint)"
    }

    /// Reads a JSON file; an error names the place in it.
    static func parse(_ path: String) throws(CommandError) -> ([UInt8], JSONDocument) {
      let bytes = try FileBytes.text(path)
      do throws(ParseError) {
        return (bytes, try JSONDocument(bytes))
      } catch {
        let (line, column) = error.position(in: bytes)
        throw CommandError("\(path):\(line):\(column): not JSON: \(error.message)")
      }
    }

    /// Registers a file under its own URI and under the identifier it gives itself.
    private mutating func add(_ path: String, depth: Int) throws(CommandError) {
      // A folder may link to itself.
      guard depth < 32 else { return }
      if let names = Self.folder(path) {
        for name in names where !name.hasPrefix(".") {
          let child = path.hasSuffix("/") ? path + name : path + "/" + name
          if name.hasSuffix(".json") || Self.folder(child) != nil {
            try add(child, depth: depth + 1)
          }
        }
        return
      }
      let (bytes, document) = try Self.parse(path)
      var uris = [Self.uri(path)]
      document.withTape { tape in
        for id in [tape.member("$id", of: 0), tape.member("id", of: 0)] {
          guard let id, tape.kind(id) == .string else { continue }
          let uri = String(decoding: StringText.decode(tape, id), as: UTF8.self)
          // It is relative to the place of the file (RFC 3986 section 5.1.3).
          let whole = SchemaRegistry.resolved(uri, against: Self.uri(path))
          uris.append(String(whole.prefix { $0 != "#" }))
        }
      }
      for uri in uris {
        registry.add(document, at: uri)
        files[uri] = (path, bytes)
      }
    }

    /// Names in a folder, sorted; nil where the path is not a folder.
    private static func folder(_ path: String) -> [String]? {
      guard let stream = opendir(path) else { return nil }
      defer { closedir(stream) }
      var names: [String] = []
      while let entry = readdir(stream) {
        let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name)!
        names.append(
          String(
            cString: UnsafeRawPointer(entry).advanced(by: offset)
              .assumingMemoryBound(to: CChar.self)))
      }
      return names.sorted()
    }

    /// `file:` URI of a path, so that relative references lead to the files beside it.
    private static func uri(_ path: String) -> String {
      guard path != "-", let resolved = realpath(path, nil) else { return "" }
      defer { free(resolved) }
      var out = "file://"
      for byte in String(cString: resolved).utf8 {
        let scalar = Unicode.Scalar(byte)
        if byte < 0x80,
          scalar.properties.isAlphabetic || "0123456789-._~/+@=,".contains(Character(scalar))
        {
          out.unicodeScalars.append(scalar)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          out += "%" + (digits.count == 1 ? "0" : "") + digits
        }
      }
      return out
    }
  }
#endif
