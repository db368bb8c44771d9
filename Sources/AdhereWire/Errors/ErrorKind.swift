extension ProviderError.Kind {
  /// From the words and the status of an error; words come first, because providers use one
  /// status for several things.
  init(code: String?, type: String?, status: Int?, message: String) {
    let words = [code, type].compactMap { $0?.lowercased() }
    func says(_ parts: String...) -> Bool {
      words.contains { word in parts.contains { word.contains($0) } }
    }
    let text = message.lowercased()
    func tells(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
    if says("insufficient_quota", "insufficient_balance", "insufficient balance", "billing")
      || says("credit_limit", "spending", "payment", "arrearage", "quota_exceeded")
      || ErrorWords.namesEmptyAccount(text)
    {
      self = .quota
    } else if says("tool_use_failed") {
      self = .toolUseFailed
    } else if says("context_length", "context_window", "string_above_max")
      || text.contains("maximum context length") || text.contains("context window")
    {
      self = .contextLength
    } else if says("content_filter", "content_policy", "safety", "responsibleai") {
      self = .contentFilter
    } else if says("rate_limit", "resource_exhausted", "dynamic_request_limited")
      || says("dynamic_token_limited", "too_many_requests", "request_limit", "throttl")
      || tells("rate limit", "too many requests", "速率限制")
    {
      self = .rateLimit
    } else if says("overloaded", "unavailable", "capacity") {
      self = .overloaded
    } else if says("authentication", "invalid_api_key", "permission", "unauthorized") {
      self = .authentication
    } else if says("not_found") {
      self = .notFound
    } else if says("timeout") {
      self = .timeout
    } else {
      self = Self(status: status ?? code.flatMap { Int($0) })
      if self == .unknown, says("invalid_request", "validation", "bad_request") {
        self = .invalidRequest
      } else if self == .unknown, says("server_error", "internal", "api_error") {
        self = .server
      }
    }
  }

  /// From the HTTP status alone.
  public init(status: Int?) {
    switch status {
    case 429: self = .rateLimit
    case 401, 403: self = .authentication
    case 402: self = .quota
    case 404: self = .notFound
    case 408, 504, 524: self = .timeout
    case 413: self = .contextLength
    case 503, 529: self = .overloaded
    case .some(400...499): self = .invalidRequest
    case .some(500...599): self = .server
    default: self = .unknown
    }
  }
}
