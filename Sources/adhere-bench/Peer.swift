import AdherePlatform

/// A program in another language that does the same, and the files it reads.
enum Peer {
  static func temporaryFolder() -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/adhere-bench.XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "."
  }

  static func write(_ bytes: [UInt8], to name: String) {
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    guard let file = try? Descriptor.open(name, flags, mode: 0o600) else { return }
    _ = Descriptor.write(bytes, to: file)
    Descriptor.close(file)
  }

  static func remove(_ names: [String], _ folder: String) {
    for name in names { unlink(name) }
    rmdir(folder)
  }

  /// Runs a program of the PATH and waits for it; what it prints goes where ours goes.
  static func run(_ arguments: [String]) {
    fflush(nil)
    var child = pid_t()
    let copies = arguments.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    guard posix_spawnp(&child, arguments[0], nil, nil, copies + [nil], environ) == 0 else {
      print("(\(arguments[0]) is not installed)")
      return
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }
}
