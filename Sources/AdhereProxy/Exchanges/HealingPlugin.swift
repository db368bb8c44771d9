#if Proxy
  import AdhereJSON
  import AdhereWire

  /// `plugins: [{"id": "response-healing"}]` in a request, as OpenRouter and orq.ai read it: the same
  /// settings as the headers, without their prefix.
  struct HealingPlugin {
    /// Name and value, as a header would have them.
    var settings: [(name: String, value: String)] = []
    /// What is left of `plugins` without it, JSON text; nil where nothing is.
    var rest: [UInt8]?

    /// Nil where the request has none.
    init?(_ request: ChatRequest) throws(SettingError) {
      guard request.hasPlugins,
        let document = try? JSONDocument(request.bytes, options: .anyDepth)
      else { return nil }
      let read: Result<HealingPlugin?, SettingError> = document.withTape { tape in
        do throws(SettingError) { return .success(try HealingPlugin(tape)) } catch {
          return .failure(error)
        }
      }
      guard let plugin = try read.get() else { return nil }
      self = plugin
    }

    private init?(_ tape: Tape) throws(SettingError) {
      guard let list = tape.field("plugins", of: 0), tape.kind(list) == .array else { return nil }
      var others: [[UInt8]] = []
      var isFound = false
      var isEnabled = true
      for item in tape.children(of: list) {
        guard tape.kind(item) == .object, tape.word("id", of: item) == "response-healing" else {
          others.append(tape.bytes(item))
          continue
        }
        isFound = true
        for key in tape.children(of: item) {
          let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
          let value = key + 1
          if name == "id" { continue }
          if name == "enabled" {
            isEnabled = tape.text(ofAny: value) != "false"
            continue
          }
          guard !tape[value].isContainer else {
            throw SettingError("plugins: response-healing: \(name) has to be a word or a number")
          }
          settings.append((name, tape.string(value) ?? tape.text(ofAny: value)))
        }
      }
      guard isFound else { return nil }
      if !isEnabled { settings.append(("repair", "none")) }
      if !others.isEmpty {
        rest =
          [UInt8(ascii: "[")] + others.joined(separator: [UInt8(ascii: ",")])
          + [UInt8(ascii: "]")]
      }
    }
  }
#endif
