import AdherePlatform
import Foundation
import Testing

@Suite struct FileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "adhere-platform-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func lines(_ text: String, limit: Int, pieceSize: Int) throws -> [String] {
    let path = path("lines")
    try AtomicFile.write(Array(text.utf8), to: path)
    let reader = try LineReader(path, pieceSize: pieceSize)
    var out: [String] = []
    while let line = try reader.line(limit: limit) {
      switch line {
      case .bytes(let bytes): out.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: out.append("too long")
      }
    }
    return out
  }

  @Test func `lines come whole, whatever the pieces`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for size in [1, 2, 3, 64] {
      #expect(try lines("a\n\nbc\r\nd", limit: 10, pieceSize: size) == ["a", "", "bc\r", "d"])
      #expect(try lines("", limit: 10, pieceSize: size) == [])
      #expect(try lines("\n", limit: 10, pieceSize: size) == [""])
      #expect(
        try lines("abcd\nabcde\nabcdefgh\nx\nabcdefgh", limit: 4, pieceSize: size)
          == ["abcd", "too long", "too long", "x", "too long"])
    }
    try AtomicFile.write(Array("a\r\nb".utf8), to: path("crlf"))
    let reader = try LineReader(path("crlf"))
    #expect(try reader.line() == Array("a".utf8) && reader.line() == Array("b".utf8))
    #expect(try reader.line() == nil)
  }

  @Test func `a file is replaced whole, and errors name it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path("file")
    try AtomicFile.write([1, 2, 3], to: path)
    try AtomicFile.write([4], to: path, mode: 0o600)
    #expect(FileManager.default.contents(atPath: path) == Data([4]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    let missing = self.path("none/file")
    #expect(throws: IOError("cannot write \(missing)", errno: ENOENT)) {
      try AtomicFile.write([1], to: missing)
    }
    #expect(throws: IOError("cannot read \(missing)", errno: ENOENT)) { try LineReader(missing) }
    #expect(throws: IOError("cannot open \(missing)", errno: ENOENT)) {
      try Descriptor.open(missing)
    }
    #expect(
      IOError("cannot open x", errno: ENOENT).message
        == "cannot open x: No such file or directory")
  }

  @Test func `a reader that has gone away is no error`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    // Blocked for this thread alone: what is ignored, commands that other tests start inherit.
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
      var caught: Int32 = 0
      var pending = sigset_t()
      while sigpending(&pending) == 0, sigismember(&pending, SIGPIPE) == 1 {
        sigwait(&signals, &caught)
      }
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(!Descriptor.isReady(ends[0]))
    #expect(Descriptor.write([1, 2], to: ends[1]) == (2, 0))
    #expect(Descriptor.isReady(ends[0]))
    #expect(try Descriptor.piece(ends[0], atMost: 10, name: nil) == [1, 2])
    Descriptor.close(ends[0])
    #expect(
      try [1].withUnsafeBufferPointer { try Descriptor.write(output: $0, to: ends[1]) } == false)
    #expect(Descriptor.write([1], to: ends[1]) == (0, EPIPE))
    Descriptor.close(ends[1])
  }
}
