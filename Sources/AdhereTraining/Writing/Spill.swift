#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import AdhereBytes
import AdhereTraces
import AdhereJudging

/// Rows that may be in the dataset, kept on disk until it is known how many there are: the shares
/// of passing rows depend on the number of the others. Memory does not.
final class Spill {
  /// A row, and what decides over it.
  struct Row: Sendable {
    var origin: Example.Origin
    /// Chooses between rows of one origin.
    var order: UInt64
    var group: UInt64
    var prompt: UInt64
    var contentBytes: Int
    var toolBytes: Int
    var argumentBytes: Int
    /// It holds numbers with fractions, on their way through `datasets`.
    var hasReals: Bool
    var json: [UInt8]
    /// SHA-256 of it, hexadecimal.
    var digest: [UInt8]
    /// The members of its provenance that do not depend on where it ends up.
    var provenance: [UInt8]
    var model: [UInt8]
    var tool: [UInt8]
    var failure: [UInt8]

    /// Gives it a weight, in thousandths.
    mutating func weigh(_ thousandths: Int) {
      json = Balance.add(thousandths, to: json)
      var hash = SHA256()
      hash.update(json)
      digest = Array(Hexadecimal.text(hash.finish()).utf8)
    }
  }

  private let stream: UnsafeMutablePointer<FILE>
  private let path: String
  private var count = 0

  /// - Parameter path: a name beside the dataset; the file is gone from the folder at once.
  init(_ path: String) throws(ExportError) {
    // Of this process alone: another may be writing a dataset of the same name.
    let path = "\(path).\(getpid())"
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0, let stream = fdopen(descriptor, "w+") else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    unlink(path)
    setvbuf(stream, nil, Int32(_IOFBF), 1 << 20)
    self.stream = stream
  }

  deinit { fclose(stream) }

  func append(_ row: Row) throws(ExportError) {
    let origin = Example.Origin.allCases.firstIndex(of: row.origin)!
    var header: [UInt64] = [
      UInt64(origin), row.order, row.group, row.prompt, UInt64(row.contentBytes),
      UInt64(row.toolBytes), UInt64(row.argumentBytes), UInt64(row.json.count),
      UInt64(row.provenance.count), UInt64(row.model.count), UInt64(row.tool.count),
      UInt64(row.failure.count), UInt64(row.digest.count), row.hasReals ? 1 : 0,
    ]
    var isFine = fwrite(&header, 8, header.count, stream) == header.count
    for part in [row.json, row.digest, row.provenance, row.model, row.tool, row.failure] {
      isFine = isFine && fwrite(part, 1, part.count, stream) == part.count
    }
    guard isFine else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    count += 1
  }

  /// Hands out all rows in order.
  func read(_ body: (Row) throws(ExportError) -> Void) throws(ExportError) {
    guard fflush(stream) == 0 else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    guard fseek(stream, 0, SEEK_SET) == 0 else {
      throw ExportError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    var header = [UInt64](repeating: 0, count: 14)
    for _ in 0..<count {
      guard fread(&header, 8, header.count, stream) == header.count else {
        throw ExportError("cannot read \(path): it is shorter than it was written")
      }
      try body(
        Row(
          origin: Example.Origin.allCases[Int(header[0])], order: header[1], group: header[2],
          prompt: header[3], contentBytes: Int(header[4]), toolBytes: Int(header[5]),
          argumentBytes: Int(header[6]), hasReals: header[13] == 1, json: try part(header[7]),
          digest: try part(header[12]),
          provenance: try part(header[8]), model: try part(header[9]), tool: try part(header[10]),
          failure: try part(header[11])))
    }
  }

  private func part(_ count: UInt64) throws(ExportError) -> [UInt8] {
    let count = Int(count)
    var complete = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      filled = count == 0 ? 0 : fread(memory.baseAddress!, 1, count, stream)
      complete = filled == count
    }
    guard complete else {
      throw ExportError("cannot read \(path): it is shorter than it was written")
    }
    return bytes
  }
}
