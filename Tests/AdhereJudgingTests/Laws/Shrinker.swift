import AdhereJudging

/// Makes an output smaller for as long as the law is still broken.
enum Shrinker {
  static func shrink(_ trial: Trial, _ problem: String, _ ask: (Trial) -> String?) -> (
    Trial, String
  ) {
    guard case .text(var text) = trial.output.raw else { return (trial, problem) }
    var best = (trial, problem)
    var size = max(1, text.count / 2)
    var attempts = 0
    while size >= 1, attempts < 600 {
      var start = 0
      var shrunk = false
      while start < text.count, attempts < 600 {
        attempts += 1
        var candidate = text
        candidate.removeSubrange(start..<min(start + size, text.count))
        var smaller = trial
        smaller.output.raw = .text(candidate)
        if let still = ask(smaller) {
          text = candidate
          best = (smaller, still)
          shrunk = true
        } else {
          start += size
        }
      }
      if !shrunk || size > 1 { size /= 2 }
    }
    return best
  }
}
