#if Proxy
  import AdherePlatform
  import AdhereProxy
  import Testing

  @Suite(.serialized) struct PassTests {
    @Test func `other paths pass byte for byte in both directions`() throws {
      let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let answer = "HTTP/1.1 203 Odd\r\nX-Mixed-Case: Yes\r\ncontent-length: 1000\r\n\r\n"
      let proxy = try ProxyHarness([[.write(Array(answer.utf8) + bytes)]])
      let client = try proxy.client()
      client.send("PUT /v1/files/x?a=%20b&c HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n")
      client.send(bytes)
      let got = try client.answer()
      #expect(got.status == 203)
      #expect(got.body == bytes)
      #expect(got.header("x-mixed-case") == "Yes")
      let request = try #require(proxy.upstream.requests.first)
      #expect(request.method == "PUT")
      #expect(request.uri == "/v1/files/x?a=%20b&c")
      #expect(request.body == bytes)
    }

    @Test func `chunks pass in both directions`() throws {
      let proxy = try ProxyHarness([
        [
          .write(
            Array(
              "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n".utf8))
        ]
      ])
      let client = try proxy.client()
      client.send(
        "POST /v1/x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
      #expect(try client.answer().text == "hello")
      #expect(proxy.upstream.requests.first?.body == Array("abc".utf8))
    }

    @Test func `connections are kept on both sides`() throws {
      let proxy = try ProxyHarness([.answer("a")])
      let client = try proxy.client()
      for _ in 0..<5 {
        client.send("GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n")
        #expect(try client.answer().text == "a")
      }
      #expect(proxy.upstream.connections == 1)
    }

    @Test func `pipelined requests are answered in order`() throws {
      let proxy = try ProxyHarness([
        .answer("1"), .answer(Samples.good), .answer("3"), .answer("4"),
      ])
      let client = try proxy.client()
      let judged =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: \(Samples.request.utf8.count)\r\n\r\n"
        + Samples.request
      let get = "GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n"
      client.send(
        get + judged + get + "GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
      for wanted in ["1", Samples.good, "3", "4"] { #expect(try client.answer().text == wanted) }
      #expect(try client.rest().isEmpty)
    }

    @Test func `an answer without a length ends with its connection`() throws {
      let proxy = try ProxyHarness([
        [.write(Array("HTTP/1.0 200 OK\r\n\r\nhello".utf8)), .close]
      ])
      let client = try proxy.client()
      client.send("GET /v1/x HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(try client.answer().text == "hello")
      let old = try proxy.client()
      old.send("GET /v1/x HTTP/1.0\r\nhost: x\r\n\r\n")
      let bytes = String(decoding: try old.rest(), as: UTF8.self)
      #expect(bytes.hasPrefix("HTTP/1.0 200"))
      #expect(bytes.hasSuffix("\r\n\r\nhello"))
    }

    @Test func `an answer that is cut off is cut off for the client too`() throws {
      let proxy = try ProxyHarness([
        [.write(Array("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello".utf8)), .close]
      ])
      let client = try proxy.client()
      client.send("GET /v1/x HTTP/1.1\r\nhost: x\r\n\r\n")
      let bytes = String(decoding: try client.rest(), as: UTF8.self)
      #expect(bytes.hasSuffix("\r\n\r\nhello"))
      #expect(bytes.contains("content-length: 10"))
    }

    @Test func `a client that does not read stops the upstream, and loses nothing`() throws {
      let piece = [UInt8](repeating: 0x61, count: 1 << 20)
      let count = 64
      let head = "HTTP/1.1 200 OK\r\ncontent-length: \(count << 20)\r\n\r\n"
      let proxy = try ProxyHarness([
        [.write(Array(head.utf8))] + Array(repeating: .write(piece), count: count)
      ])
      let client = try proxy.client()
      client.send("GET /v1/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
      usleep(300_000)
      let before = residentBytes()
      usleep(300_000)
      #expect(residentBytes() - before < 16 << 20)
      let all = try client.rest(seconds: 10)
      #expect(all.count > count << 20)
    }

    @Test func `an upstream that does not read stops the client`() throws {
      // The upstream is a listener that accepts nothing: the system's buffers fill up.
      let proxy = try ProxyHarness([[.hang]]) {
        $0.upstreams[0].address.port = Deaf.shared.port
      }
      let client = try proxy.client()
      client.send("POST /v1/files HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n")
      _ = fcntl(client.descriptor, F_SETFL, O_NONBLOCK)
      let piece = [UInt8](repeating: 0x62, count: 1 << 20)
      var sent = 0
      for _ in 0..<200 {
        let count = write(client.descriptor, piece, piece.count)
        if count > 0 { sent += count } else { usleep(5000) }
      }
      #expect(sent < 60 << 20)
    }

    @Test func `forward proxies and WebSockets are refused in words`() throws {
      let proxy = try ProxyHarness([.answer("a")])
      let client = try proxy.client()
      client.send("GET http://other/ HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(try client.answer().status == 400)
      let socket = try proxy.client()
      socket.send(
        "GET /v1/realtime HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n")
      #expect(try socket.answer().status == 501)
      #expect(proxy.upstream.requests.isEmpty)
    }
  }

  /// A listener that never accepts.
  final class Deaf: Sendable {
    static let shared = Deaf()
    let port: Int
    private let descriptor: Int32

    init() {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(descriptor, $0, length)
          _ = listen(descriptor, 16)
          _ = getsockname(descriptor, $0, &length)
        }
      }
      port = Int(in_port_t(bigEndian: address.sin_port))
      self.descriptor = descriptor
    }
  }

  /// Bytes of this process in memory.
  func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    fgets(&line, 200, file)
    let text = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0) * 4096
  }
#endif
