#if Proxy
  import NIOCore
  import NIOHTTP1

  /// Writes the messages of one connection as bytes of HTTP/1.1 (RFC 9112): a head and a short body
  /// become one buffer and one system call, where NIO's encoders make several and box each of them
  /// for every handler on the way.
  struct MessageWriter {
    /// How the end of a body is told.
    private enum Framing { case length, chunked, closing, none }

    /// Longer bodies are sent as they are, and not copied behind the head.
    private static let mostCopied = 16 << 10

    private let allocator: ByteBufferAllocator
    private var framing = Framing.none
    private var pending: ByteBuffer?

    init(_ allocator: ByteBufferAllocator) { self.allocator = allocator }

    /// What is written and not yet taken.
    mutating func take() -> ByteBuffer? {
      defer { pending = nil }
      return pending
    }

    // MARK: - Heads

    /// Begins an answer.
    ///
    /// - Parameters:
    ///   - isHead: it answers a HEAD request: it has the headers of a body, and none.
    ///   - isOld: the client reads no chunks; the end of the connection ends a body without a length.
    mutating func begin(_ head: HTTPResponseHead, isHead: Bool = false, isOld: Bool = false) {
      let code = Int(head.status.code)
      let hasLength = head.headers.contains { HeaderName($0.name) == .contentLength }
      framing =
        isHead || code < 200 || code == 204 || code == 304
        ? .none : hasLength ? .length : isOld ? .closing : .chunked
      let reason = head.status.reasonPhrase
      begin(head.headers, first: 16 + reason.utf8.count) { out in
        out.add(isOld ? "HTTP/1.0 " : "HTTP/1.1 ")
        out.add(digits: code)
        out.add(UInt8(ascii: " "))
        out.add(clean: reason)
      }
    }

    /// Begins a request. One without a length has chunks where its headers say so, and else no body.
    ///
    /// - Parameter isChunked: its length is not known.
    mutating func begin(_ head: HTTPRequestHead, isChunked: Bool) {
      framing = isChunked ? .chunked : .length
      let method = head.method.rawValue
      begin(head.headers, first: method.utf8.count + head.uri.utf8.count + 12) { out in
        out.add(clean: method)
        out.add(UInt8(ascii: " "))
        out.add(clean: head.uri)
        out.add(" HTTP/1.1")
      }
    }

    private mutating func begin(
      _ headers: HTTPHeaders, first length: Int, _ firstLine: (inout Cursor) -> Void
    ) {
      var size = length + 40
      for (name, value) in headers { size += name.utf8.count + value.utf8.count + 4 }
      var buffer = pending ?? allocator.buffer(capacity: size + 1024)
      buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { bytes in
        var out = Cursor(bytes)
        firstLine(&out)
        out.add("\r\n")
        for (name, value) in headers {
          out.add(clean: name)
          out.add(": ")
          out.add(clean: value)
          out.add("\r\n")
        }
        if framing == .chunked { out.add("transfer-encoding: chunked\r\n") }
        out.add("\r\n")
        return out.count
      }
      pending = buffer
    }

    // MARK: - Bodies

    /// Adds a part of a body. What is too long to be copied is given to `send`, after what waits.
    mutating func body(_ bytes: ByteBuffer, _ send: (ByteBuffer) -> Void) {
      guard bytes.readableBytes > 0, framing != .none else { return }
      beginChunk(bytes.readableBytes)
      if bytes.readableBytes <= MessageWriter.mostCopied {
        var buffer = pending ?? allocator.buffer(capacity: bytes.readableBytes + 16)
        pending = nil
        buffer.writeImmutableBuffer(bytes)
        pending = buffer
      } else {
        if let waiting = take() { send(waiting) }
        send(bytes)
      }
      endChunk()
    }

    /// Adds a part of a body.
    mutating func body(_ bytes: [UInt8]) {
      guard !bytes.isEmpty, framing != .none else { return }
      beginChunk(bytes.count)
      var buffer = pending ?? allocator.buffer(capacity: bytes.count + 16)
      pending = nil
      buffer.writeBytes(bytes)
      pending = buffer
      endChunk()
    }

    /// Ends a message. Trailers stand behind chunks alone.
    mutating func end(_ trailers: HTTPHeaders? = nil) {
      defer { framing = .none }
      guard framing == .chunked else { return }
      write("0\r\n")
      for (name, value) in trailers ?? HTTPHeaders() {
        var buffer = pending ?? allocator.buffer(capacity: 64)
        pending = nil
        let size = name.utf8.count + value.utf8.count + 4
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { bytes in
          var out = Cursor(bytes)
          out.add(clean: name)
          out.add(": ")
          out.add(clean: value)
          out.add("\r\n")
          return out.count
        }
        pending = buffer
      }
      write("\r\n")
    }

    /// Trailers can be sent behind the body that is written.
    var takesTrailers: Bool { framing == .chunked }

    private mutating func beginChunk(_ count: Int) {
      guard framing == .chunked else { return }
      var buffer = pending ?? allocator.buffer(capacity: min(count, MessageWriter.mostCopied) + 32)
      pending = nil
      buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 20) { bytes in
        var out = Cursor(bytes)
        out.add(hexadecimal: count)
        out.add("\r\n")
        return out.count
      }
      pending = buffer
    }

    private mutating func endChunk() { if framing == .chunked { write("\r\n") } }

    private mutating func write(_ text: StaticString) {
      var buffer = pending ?? allocator.buffer(capacity: 64)
      pending = nil
      buffer.writeStaticString(text)
      pending = buffer
    }
  }

  /// A place in memory that bytes are written to, one behind the other.
  private struct Cursor {
    private let bytes: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    mutating func add(_ byte: UInt8) {
      bytes[count] = byte
      count += 1
    }

    mutating func add(_ text: StaticString) {
      for i in 0..<text.utf8CodeUnitCount { add(text.utf8Start[i]) }
    }

    /// A text that stands on one line: what would end it becomes a space (RFC 9110, 5.5).
    mutating func add(clean text: String) {
      let isCopied: Void? = text.utf8.withContiguousStorageIfAvailable { source in
        for byte in source { add(clean: byte) }
      }
      if isCopied == nil { for byte in text.utf8 { add(clean: byte) } }
    }

    private mutating func add(clean byte: UInt8) {
      add(byte == 13 || byte == 10 || byte == 0 ? 32 : byte)
    }

    mutating func add(digits number: Int) {
      if number >= 10 { add(digits: number / 10) }
      add(UInt8(ascii: "0") + UInt8(number % 10))
    }

    mutating func add(hexadecimal number: Int) {
      if number >= 16 { add(hexadecimal: number >> 4) }
      let digit = UInt8(number & 15)
      add(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
#endif
