#if CLI
  import AdherePlatform
  import ArgumentParser

  /// A time on the command line: `2026-11-21`, `2026-11-21T05:14:07Z`, or how long ago: `90m`,
  /// `24h`, `7d`, `4w`.
  struct TimeArgument: ExpressibleByArgument {
    var time: Timestamp

    init?(argument: String) {
      if let time = Timestamp(argument) {
        self.time = time
        return
      }
      let seconds: Int
      switch argument.last {
      case "m": seconds = 60
      case "h": seconds = 3600
      case "d": seconds = 86_400
      case "w": seconds = 604_800
      default: return nil
      }
      guard let count = Int(argument.dropLast()), (0...1_000_000).contains(count) else {
        return nil
      }
      time = Timestamp(milliseconds: Timestamp.now().milliseconds - count * seconds * 1000)
    }

    var defaultValueDescription: String { time.description }
  }
#endif
