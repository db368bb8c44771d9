#if Proxy && CLI
  import AdhereJudging
  import AdherePlatform
  import AdhereProxy
  import AdhereRepair
  import ArgumentParser

  /// `adhere-proxy`.
  struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adhere-proxy",
      abstract: "Judges and repairs what models answer, between a client and its provider.",
      usage: "adhere-proxy --upstream <name|url> [<options>]",
      discussion: """
        Clients take http://127.0.0.1:4010/v1 for the provider's address, and keep
        their key: it passes through. What a request asks, a schema or tools, is
        what its answer is judged by, streamed or not.

        SERVED:
          POST …/chat/completions, …/v1/responses, …/v1/messages
                    judged; an answer that conforms passes byte for byte, one
                    that repairs make conform with only those bytes changed
          POST /adhere/v1/judge
                    a record in, its record out; see adhere filter --input record
          everything else
                    passes byte for byte, in both directions

        BY REQUEST, as headers, which never go upstream:
          adhere-repair      none, lossless, safe or guess
          adhere-allow       a rule beyond that; adhere-deny one less
          adhere-stream      hold: structured parts of a stream are held until
                             they are judged; through: all passes at once, the
                             verdict follows as a comment
          adhere-on-failure  pass: an answer that does not conform passes as it
                             came; error: status 422 instead; reask: the model is
                             told what is wrong, and answers again
          adhere-attempts    most answers that reask costs
          adhere-label, adhere-session, adhere-trace (on or off)
                             what traces say
          The same stands in "plugins": [{"id": "response-healing", …}].

        IN ANSWERS, as headers:
          adhere-outcome     valid, repaired, invalid, unreadable, truncated,
                             no_call, refused, error or unchecked
          adhere-repairs     how many, and by which rules
          adhere-attempts, adhere-trace, adhere-limited, adhere-unchecked,
          server-timing

        ADMIN LISTENER:
          /healthz /readyz /metrics /report /traces/ID /config

        SIGNALS:
          SIGHUP   reads --config again; requests that run keep what they began
                   with, and a mistake in it changes nothing
          SIGTERM  accepts no more, lets requests end, and ends; a second one at
                   once

        EXAMPLES:
          adhere-proxy --upstream together
          adhere-proxy --upstream http://127.0.0.1:8000/v1 --on-failure reask
          adhere-proxy --config proxy.json --check-config
          adhere-proxy --upstream openai --listen 127.0.0.1:0 --port-file port

        EXIT STATUS:
          0  ended by a signal, or the configuration can be used
          2  a flag, the configuration, a place to listen on
        """,
      version: AdhereVersion.text)

    @Option(
      help: ArgumentHelp(
        "The provider: \(UpstreamAddress.names.joined(separator: ", ")), or an address such as "
          + "http://127.0.0.1:8000/v1.", valueName: "name|url"))
    var upstream: String?

    @Option(
      help: ArgumentHelp(
        "Where clients connect; port 0 takes a free one. Default 127.0.0.1:4010.",
        valueName: "host:port"))
    var listen: String?

    @Option(
      help: ArgumentHelp(
        "Where health, metrics and the report are served, or none. Default 127.0.0.1:4011.",
        valueName: "host:port|none"))
    var admin: String?

    @Option(
      help: ArgumentHelp(
        "Write to this file what is listened on, HOST:PORT a line, clients' first.",
        valueName: "file"))
    var portFile: String?

    @Option(
      help: ArgumentHelp(
        "More than flags can say, as JSON with comments (schemas/proxy.schema.json). Flags win.",
        valueName: "file"), completion: .file(extensions: ["json"]))
    var config: String?

    @Flag(help: "Check --config, say what is wrong with it, and end.")
    var checkConfig = false

    @Option(
      help: ArgumentHelp(
        "Permitted repairs, each with the ones before it: none, lossless, safe, guess. "
          + "Default safe.", valueName: "tier"))
    var repair: String?

    @Option(
      help: ArgumentHelp(
        "What becomes of an answer that does not conform: pass, error, reask. Default pass.",
        valueName: "what"))
    var onFailure: String?

    @Option(
      help: ArgumentHelp(
        "Keep counts, and traces of what was repaired or failed, in this store.",
        valueName: "file"), completion: .file(extensions: ["db"]))
    var store: String?

    @Option(
      help: ArgumentHelp(
        "When traces are written: after an answer, before it ends, or none. Default after.",
        valueName: "when"))
    var storeWrite: String?

    @Option(
      help: ArgumentHelp("Seconds that requests have to end in after SIGTERM. Default 30."))
    var drain: Double?

    func validate() throws {
      if upstream == nil, config == nil {
        throw ValidationError(
          "--upstream names the provider, such as together or http://127.0.0.1:8000/v1")
      }
      if checkConfig, config == nil { throw ValidationError("--check-config needs --config") }
      if storeWrite != nil, store == nil {
        throw ValidationError("--store-write needs --store")
      }
    }

    /// The configuration of the file and the flags.
    func settings() throws(ConfigurationError) -> ProxyConfiguration {
      var settings = ProxyConfiguration()
      if let config { settings = try ConfigurationFile.read(config) }
      if let upstream {
        let known = UpstreamAddress.known(upstream)
        guard let address = known ?? UpstreamAddress(upstream) else {
          throw ConfigurationError(
            "--upstream: \"\(upstream)\" is neither one of "
              + "\(UpstreamAddress.names.joined(separator: ", ")) nor an address http(s)://HOST/v1")
        }
        let name = known == nil ? address.host : upstream.lowercased()
        settings.upstreams = [UpstreamConfiguration(name: name, address: address)]
        settings.routes = []
      }
      guard !settings.upstreams.isEmpty else {
        throw ConfigurationError("no upstream: --upstream, or \"upstreams\" in the configuration")
      }
      if let listen { settings.listen = try place(listen, "--listen") }
      if let admin { settings.admin = admin == "none" ? nil : try place(admin, "--admin") }
      if let repair {
        guard repair == "none" || Tier(rawValue: repair) != nil else {
          throw ConfigurationError("--repair: none, lossless, safe or guess, not \"\(repair)\"")
        }
        settings.policy.tier = Tier(rawValue: repair)
      }
      if let onFailure {
        guard let action = FailureAction(rawValue: onFailure) else {
          throw ConfigurationError("--on-failure: pass, error or reask, not \"\(onFailure)\"")
        }
        settings.policy.onFailure = action
      }
      if let store {
        let write = StoreConfiguration.Write(rawValue: storeWrite ?? "after")
        guard let write else {
          throw ConfigurationError("--store-write: after, before or none")
        }
        settings.store = StoreConfiguration(path: store, write: write)
      }
      if let drain {
        guard drain >= 0, drain <= 86_400 else {
          throw ConfigurationError("--drain: 0 to 86400 seconds")
        }
        settings.timeouts.drain = drain
      }
      return settings
    }

    private func place(_ text: String, _ flag: String) throws(ConfigurationError) -> SocketPlace {
      guard let place = SocketPlace(text) else {
        throw ConfigurationError("\(flag): HOST:PORT is wanted, not \"\(text)\"")
      }
      return place
    }

    func run() throws {
      let settings = try settings()
      if checkConfig {
        print("\(config ?? ""): can be used")
        return
      }
      try ProxyService(command: self, settings: settings).run()
    }

    /// Runs the command and returns the status of its process.
    static func runAsProcess() -> Int32 {
      do {
        var command = try parseAsRoot()
        try command.run()
        return 0
      } catch let error as ConfigurationError {
        ProxyLog.write(error.message)
        return 2
      } catch {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        _ = Descriptor.write(
          Array("\(message)\n".utf8), to: code == .success ? 1 : 2)
        // Wrong flags are status 2 here, as in adhere.
        return code == .validationFailure ? 2 : code.rawValue
      }
    }
  }
#endif
