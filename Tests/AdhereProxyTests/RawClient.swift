#if Proxy
  import AdherePlatform
  import Synchronization

  /// A client of plain bytes, so that what is no HTTP can be sent, and every byte of an answer seen.
  final class RawClient {
    let descriptor: Int32
    private var isOpen = true

    init(port: Int, receiveBuffer: Int32? = nil) throws {
      signal(SIGPIPE, SIG_IGN)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      if var size = receiveBuffer {
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
      }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let code = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard code == 0 else { throw Failure.refused }
    }

    enum Failure: Error { case refused, timedOut, noAnswer }

    deinit { close() }

    func close() {
      if isOpen { Descriptor.close(descriptor) }
      isOpen = false
    }

    func send(_ text: String) { send(Array(text.utf8)) }
    func send(_ bytes: [UInt8]) { _ = Descriptor.write(bytes, to: descriptor) }

    func post(_ path: String, _ body: String, _ headers: String...) {
      let lines = headers.map { "\($0)\r\n" }.joined()
      send(
        "POST \(path) HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\(lines)"
          + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// What is there within so many seconds; nil at the end.
    func some(seconds: Double = 5) throws -> [UInt8]? {
      guard Descriptor.isReady(descriptor, Int32(POLLIN), within: Int(seconds * 1000)) else {
        throw Failure.timedOut
      }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Everything up to the end of the connection.
    func rest(seconds: Double = 5) throws -> [UInt8] {
      var out = pending
      pending = []
      while let piece = try some(seconds: seconds) { out += piece }
      return out
    }

    private var pending: [UInt8] = []

    /// Reads until the text has come; what comes behind it in the same piece is kept.
    @discardableResult
    func read(until text: String, seconds: Double = 5) throws -> [UInt8] {
      let wanted = Array(text.utf8)
      var out = pending
      pending = []
      while true {
        if let end = RawClient.find(wanted, in: out) {
          pending = Array(out[end...])
          return Array(out[..<end])
        }
        guard let piece = try some(seconds: seconds) else { throw Failure.noAnswer }
        out += piece
      }
    }

    /// One whole answer.
    func answer(seconds: Double = 5) throws -> Answer {
      let head = String(decoding: try read(until: "\r\n\r\n", seconds: seconds), as: UTF8.self)
      var answer = Answer(head)
      if let length = answer.header("content-length").flatMap({ Int($0) }) {
        while pending.count < length {
          guard let piece = try some(seconds: seconds) else { throw Failure.noAnswer }
          pending += piece
        }
        answer.body = Array(pending[..<length])
        pending.removeFirst(length)
      } else if answer.header("transfer-encoding") == "chunked" {
        while true {
          let line = String(decoding: try read(until: "\r\n", seconds: seconds), as: UTF8.self)
          let size = Int(line.prefix { $0.isHexDigit }, radix: 16) ?? 0
          while pending.count < size + 2 {
            guard let piece = try some(seconds: seconds) else {
              answer.isCut = true
              return answer
            }
            pending += piece
          }
          answer.body += pending[..<size]
          pending.removeFirst(size + 2)
          if size == 0 { break }
        }
      } else if answer.status != 204 {
        answer.body = try rest(seconds: seconds)
      }
      return answer
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
      guard bytes.count >= wanted.count else { return nil }
      return (0...bytes.count - wanted.count).first {
        bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
      }.map { $0 + wanted.count }
    }

    struct Answer {
      var status: Int
      var headers: [(String, String)]
      var body: [UInt8] = []
      var isCut = false

      init(_ head: String) {
        let lines = head.split(separator: "\r\n")
        status =
          lines.first.flatMap { $0.split(separator: " ").dropFirst().first }
          .flatMap { Int($0) } ?? 0
        headers = lines.dropFirst().compactMap { line in
          guard let colon = line.firstIndex(of: ":") else { return nil }
          return (
            line[..<colon].lowercased(),
            String(line[line.index(after: colon)...].drop { $0 == " " })
          )
        }
      }

      func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
      var text: String { String(decoding: body, as: UTF8.self) }
    }
  }
#endif
