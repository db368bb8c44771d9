#if Proxy
  import AdhereJudging
  import AdhereRepair
  package import NIOHTTP1

  /// What one request asks of the judging, by its `adhere-*` headers or its `response-healing`
  /// plugin, within what the configuration permits.
  package struct RequestSettings: Sendable, Equatable {
    /// The configuration's, as far as the request says nothing else.
    package private(set) var judging: JudgingPolicy
    /// Something was asked for.
    private(set) var isChanged = false
    package var keepsTrace = true
    package var label: String?
    /// The account stands in the answer itself too.
    package var accountsInBody = false
    package var session: String?
    /// Names of settings that the configuration did not permit as they were asked for.
    package var limited: [String] = []

    /// What holds where a request says nothing.
    package init(_ policy: JudgingPolicy) { judging = policy }

    /// Takes the settings of a request's headers.
    ///
    /// - Throws: ``SettingError`` where one is not known or has no such value: a mistake in a
    ///   setting must not pass for its absence.
    package mutating func take(_ headers: HTTPHeaders) throws(SettingError) {
      for (name, value) in headers where HeaderName(name) == .own {
        try take(String(name.lowercased().dropFirst(HeaderRules.ownPrefix.count)), value)
      }
    }

    /// Takes one setting.
    ///
    /// - Parameters:
    ///   - name: without the prefix.
    ///   - value: as the header or the plugin has it.
    package mutating func take(_ name: String, _ value: String) throws(SettingError) {
      isChanged = true
      switch name {
      case "repair": try take(tier: value)
      case "allow": try take(allowed: value)
      case "deny":
        for id in RequestSettings.list(value) {
          judging.denied.append(try RequestSettings.rule(id))
        }
      case "stream":
        guard let mode = StreamJudge.Mode(rawValue: value) else {
          throw SettingError("adhere-stream is hold or through, not \"\(value)\"")
        }
        judging.stream = mode
      case "on-failure":
        guard let action = FailureAction(rawValue: value) else {
          throw SettingError("adhere-on-failure is pass, error or reask, not \"\(value)\"")
        }
        judging.onFailure = action
      case "attempts":
        guard let number = Int(value), number >= 1 else {
          throw SettingError("adhere-attempts is a number from 1, not \"\(value)\"")
        }
        judging.attempts = min(number, judging.maximumAttempts)
        if number > judging.maximumAttempts { limited.append("attempts") }
      case "trace":
        guard value == "on" || value == "off" else {
          throw SettingError("adhere-trace is on or off, not \"\(value)\"")
        }
        keepsTrace = value == "on"
      case "account":
        guard value == "body" || value == "headers" else {
          throw SettingError("adhere-account is headers or body, not \"\(value)\"")
        }
        accountsInBody = value == "body"
      case "label": label = String(value.prefix(200))
      case "session": session = String(value.prefix(200))
      default: throw SettingError("there is no setting adhere-\(name)")
      }
    }

    private mutating func take(tier name: String) throws(SettingError) {
      if name == "none" {
        judging.tier = nil
        return
      }
      guard let wanted = Tier(rawValue: name) else {
        throw SettingError("adhere-repair is none, lossless, safe or guess, not \"\(name)\"")
      }
      if let most = judging.maximumTier, wanted <= most {
        judging.tier = wanted
      } else {
        judging.tier = judging.maximumTier
        limited.append("repair")
      }
    }

    private mutating func take(allowed list: String) throws(SettingError) {
      for id in RequestSettings.list(list) {
        let rule = try RequestSettings.rule(id)
        if let most = judging.maximumTier, rule.tier <= most {
          judging.allowed.append(rule)
        } else {
          limited.append("allow")
        }
      }
    }

    private static func list(_ text: String) -> [String] {
      text.split { $0 == "," || $0 == " " }.map(String.init)
    }

    private static func rule(_ id: String) throws(SettingError) -> Rule {
      guard let rule = Rule(id: id) else { throw SettingError("there is no rule \"\(id)\"") }
      return rule
    }
  }

  /// A setting of a request that cannot be followed.
  package struct SettingError: Error, Equatable {
    package var message: String
    init(_ message: String) { self.message = message }
  }
#endif
