import AdherePlatform

/// Rows that may be in the dataset, kept on disk until it is known how many there are: the shares
/// of passing rows depend on the number of the others. Memory does not.
final class Spill {
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
      throw ExportError("cannot write \(path): \(IOError.reason(errno))")
    }
    unlink(path)
    setvbuf(stream, nil, Int32(_IOFBF), 1 << 20)
    self.stream = stream
  }

  deinit { fclose(stream) }

  func append(_ row: CandidateRow) throws(ExportError) {
    let origin = Example.Origin.allCases.firstIndex(of: row.origin)!
    var header: [UInt64] = [
      UInt64(origin), row.order, row.group, row.prompt, UInt64(row.size.content),
      UInt64(row.size.tools), UInt64(row.size.arguments), row.hasReals ? 1 : 0,
      UInt64(row.length),
    ]
    let text = row.text
    let parts = [text.json, text.digest, text.provenance, text.model, text.tool, text.failure]
    header += parts.map { UInt64($0.count) }
    var isFine = fwrite(&header, 8, header.count, stream) == header.count
    for part in parts {
      isFine = isFine && fwrite(part, 1, part.count, stream) == part.count
    }
    guard isFine else {
      throw ExportError("cannot write \(path): \(IOError.reason(errno))")
    }
    count += 1
  }

  /// Passes all rows to `body`, in order.
  func read(_ body: (CandidateRow) throws(ExportError) -> Void) throws(ExportError) {
    guard fflush(stream) == 0 else {
      throw ExportError("cannot write \(path): \(IOError.reason(errno))")
    }
    guard fseek(stream, 0, SEEK_SET) == 0 else {
      throw ExportError("cannot read \(path): \(IOError.reason(errno))")
    }
    var header = [UInt64](repeating: 0, count: 15)
    for _ in 0..<count {
      guard fread(&header, 8, header.count, stream) == header.count else {
        throw ExportError("cannot read \(path): it is shorter than it was written")
      }
      try body(
        CandidateRow(
          origin: Example.Origin.allCases[Int(header[0])], order: header[1], group: header[2],
          prompt: header[3],
          size: CandidateRow.Size(
            content: Int(header[4]), tools: Int(header[5]), arguments: Int(header[6])),
          length: Int(header[8]), hasReals: header[7] == 1,
          text: CandidateRow.Text(
            json: try part(header[9]), digest: try part(header[10]),
            provenance: try part(header[11]), model: try part(header[12]),
            tool: try part(header[13]), failure: try part(header[14]))))
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
