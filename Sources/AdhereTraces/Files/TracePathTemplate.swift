package import AdherePlatform

/// The path of trace files that follow one another, with codes for what tells them apart:
/// `dt=%Y-%m-%d/hour=%H/%h-%p.jsonl`.
///
/// `%Y`, `%m`, `%d`, `%H` and `%M` are of the time in UTC at which a file is begun, `%h` is the
/// host, `%p` the process, `%n` a number from 1, and `%%` a percent sign.
public struct TracePathTemplate: Sendable {
  private enum Part: Sendable {
    case text(String)
    case code(Character)
  }

  private let parts: [Part]
  private let host: String

  /// Whether a path holds a code, so that it is a template.
  public static func isOne(_ path: String) -> Bool { path.contains("%") }

  /// - Throws: ``TraceError`` for a code that there is not, or a path that is a folder.
  public init(_ path: String) throws(TraceError) {
    var parts: [Part] = []
    var text = ""
    var rest = path[...]
    while let next = rest.popFirst() {
      guard next == "%" else {
        text.append(next)
        continue
      }
      guard let code = rest.popFirst() else {
        throw TraceError("\(path): nothing follows the last %; %% is a percent sign")
      }
      if code == "%" {
        text.append("%")
        continue
      }
      guard "YmdHMhpn".contains(code) else {
        throw TraceError(
          "\(path): there is no %\(code), but %Y %m %d %H %M (the time), %h (the host), %p (the "
            + "process), %n (a number) and %%")
      }
      parts += [.text(text), .code(code)]
      text = ""
    }
    guard !text.isEmpty || path.last != "/", path.last != "/" else {
      throw TraceError("\(path): the name of the file is missing")
    }
    self.parts = parts + [.text(text)]
    var name = [CChar](repeating: 0, count: 256)
    host =
      gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      : "localhost"
  }

  /// The folder that every file is in: what stands before the first code.
  var root: String {
    guard case .text(let first)? = parts.first, let slash = first.lastIndex(of: "/") else {
      return "."
    }
    return slash == first.startIndex ? "/" : String(first[..<slash])
  }

  /// - Parameter number: from 1; where the path has no `%n`, the second file and later ones have it
  ///   behind their name.
  package func path(at time: Timestamp, number: Int) -> String {
    let text = time.description
    func part(_ start: Int, _ count: Int) -> Substring {
      text.dropFirst(start).prefix(count)
    }
    var hasNumber = false
    var path = ""
    for item in parts {
      switch item {
      case .text(let text): path += text
      case .code("Y"): path += part(0, 4)
      case .code("m"): path += part(5, 2)
      case .code("d"): path += part(8, 2)
      case .code("H"): path += part(11, 2)
      case .code("M"): path += part(14, 2)
      case .code("h"): path += host
      case .code("p"): path += "\(getpid())"
      case .code:
        path += "\(number)"
        hasNumber = true
      }
    }
    guard !hasNumber, number > 1 else { return path }
    let name = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
    return path[..<dot] + "-\(number)" + path[dot...]
  }
}
