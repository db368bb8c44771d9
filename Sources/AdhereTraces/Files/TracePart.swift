import AdhereBytes
import AdherePlatform

/// A trace file that is being written, under a name that nobody takes for a whole one.
///
/// It stands in one folder with all others of its template, in a file whose lock its process holds
/// for as long as it lives: whoever gets the lock finds what a dead process left.
enum TracePart {
  private static let suffix = ".part"

  /// The folder of the parts of a template.
  static func folder(in root: String) -> String { root + "/.adhere-parts" }

  /// The path of a part, which says where the file belongs. Processes of two containers may have one
  /// number, so that it has a chance of its own.
  static func path(of target: String, in root: String) -> String {
    let chance = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    return folder(in: root) + "/" + escaped(relative(target, to: root)) + ".\(getpid())-\(chance)"
      + suffix
  }

  private static func relative(_ path: String, to root: String) -> String {
    root == "." ? path : String(path.dropFirst(root == "/" ? 1 : root.utf8.count + 1))
  }

  private static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("/", with: "%2F")
  }

  /// Where the part of that name belongs; nil for what is no part.
  private static func target(of name: String, in root: String) -> String? {
    guard name.hasSuffix(suffix) else { return nil }
    let stem = name.dropLast(suffix.count)
    guard let dot = stem.lastIndex(of: "."), dot > stem.startIndex else { return nil }
    let path = stem[..<dot].replacing("%2F", with: "/").replacing("%25", with: "%")
    // A name that leads out of the root is none of ours.
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
    return root == "." ? String(path) : root == "/" ? "/" + path : root + "/" + path
  }

  /// Makes the folders that a path leads through.
  static func makeFolders(of path: String) throws(TraceError) {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      end = path.index(after: slash)
      let folder = String(path[..<slash])
      guard !folder.isEmpty, mkdir(folder, 0o700) != 0, errno != EEXIST else { continue }
      let code = errno
      throw TraceError("cannot make the folder \(folder): \(IOError.reason(code))", code: code)
    }
  }

  /// Gives a whole file its name; where that is taken, the first one that is not.
  ///
  /// - Parameter name: the names in their order, from 1.
  static func publish(_ part: String, as name: (Int) -> String) throws(TraceError) {
    var number = 1
    while true {
      let target = name(number)
      try makeFolders(of: target)
      if link(part, target) == 0 {
        unlink(part)
        return
      }
      switch errno {
      case EEXIST: number += 1
      case EPERM, ENOTSUP, EMLINK, EXDEV, ENOSYS:
        // No hard links here; nobody else writes files of this process.
        if access(target, F_OK) == 0 {
          number += 1
        } else if rename(part, target) == 0 {
          return
        } else {
          throw failure(target)
        }
      default: throw failure(target)
      }
    }
  }

  private static func failure(_ target: String) -> TraceError {
    let code = errno
    return TraceError("cannot name the trace file \(target): \(IOError.reason(code))", code: code)
  }

  /// Names the files of processes that died, without the half line that they may end in.
  ///
  /// - Returns: why some of them could not be named; they stay where they are.
  static func adopt(in root: String) -> [TraceError] {
    guard let stream = opendir(folder(in: root)) else { return [] }
    defer { closedir(stream) }
    var failures: [TraceError] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let target = target(of: name, in: root) else { continue }
      do throws(TraceError) {
        try adopt(folder(in: root) + "/" + name, target)
      } catch {
        failures.append(
          TraceError("\(error.message); its traces stay in \(folder(in: root))/\(name)"))
      }
    }
    return failures
  }

  private static func adopt(_ part: String, _ target: String) throws(TraceError) {
    guard let descriptor = try? Descriptor.open(part, O_RDWR) else { return }
    defer { Descriptor.close(descriptor) }
    // Named or taken by another process in the meantime.
    var info = stat()
    guard Descriptor.tryLock(descriptor), Descriptor.isOpen(part, as: descriptor),
      fstat(descriptor, &info) == 0, info.st_uid == geteuid()
    else { return }
    let size = wholeLines(descriptor)
    guard size > 0 else {
      unlink(part)
      return
    }
    _ = ftruncate(descriptor, size)
    let dot = target.lastIndex(of: ".") ?? target.endIndex
    try publish(part) { $0 == 1 ? target : target[..<dot] + "-\($0)" + target[dot...] }
  }

  /// Bytes up to the last line end.
  private static func wholeLines(_ descriptor: Int32) -> off_t {
    var end = lseek(descriptor, 0, SEEK_END)
    var byte: UInt8 = 0
    while end > 0, pread(descriptor, &byte, 1, end - 1) == 1, byte != ASCII.lineFeed { end -= 1 }
    return end
  }
}
