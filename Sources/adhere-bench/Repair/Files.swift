import AdherePlatform
import AdhereJudging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Texts for a peer in another language, and the peer itself.
enum Files {
  static func temporaryFolder() -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/adhere-bench.XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "."
  }

  static func write(_ bytes: [UInt8], to name: String) {
    let file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return }
    _ = Descriptor.write(bytes, to: file)
    close(file)
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

  /// Times each file once or for a fifth of a second, at most eight seconds.
  static let peerProgram = """
    import os, sys, time
    try:
        import json_repair
    except ImportError:
        sys.exit(print("(json_repair is not installed)"))
    slow = set()
    for path in sys.argv[1:]:
        kind, size = os.path.basename(path).rsplit(".", 1)
        if kind in slow:
            print(kind, size, ".", sep="\\t"); continue
        text = open(path, encoding="utf-8").read()
        times = []
        while sum(times) < 0.2 or not times:
            start = time.thread_time(); json_repair.loads(text)
            times.append(time.thread_time() - start)
        best = sorted(times)[len(times) // 2]
        if best > 2: slow.add(kind)
        print(kind, size, round(len(text.encode()) / best / 1e6, 2), sep="\\t", flush=True)
    """
}
