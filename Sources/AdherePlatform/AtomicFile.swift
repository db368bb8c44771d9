/// Files that are there whole or not at all: what reads them, such as the textfile collector of
/// node_exporter, may look at any moment.
package enum AtomicFile {
  /// Writes beside the file and then takes its place.
  ///
  /// A link is followed: the file it leads to is replaced. A device or a pipe is written through,
  /// never replaced.
  ///
  /// - Throws: ``IOError`` where the folder or the disk does not let it; the file is then as it
  ///   was.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt16 = 0o644
  ) throws(IOError) {
    let action = "cannot write \(path)"
    guard let target = try target(path, action) else { return try through(bytes, path, action) }
    removeLeftovers(target)
    // Not `.prom` at the end, which the collector would read.
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    let descriptor = try Descriptor.open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode, action: action)
    var code = Descriptor.write(bytes, to: descriptor).errno
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    Descriptor.close(descriptor)
    if code == 0, rename(temporary, target) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw IOError(action, errno: code)
    }
  }

  /// Whether a file could be written there, as far as can be told before.
  ///
  /// - Returns: whether it would be replaced; false for a device or a pipe, which is written through.
  /// - Throws: ``IOError`` where it could not.
  package static func check(_ path: String) throws(IOError) -> Bool {
    let action = "cannot write \(path)"
    guard let target = try target(path, action) else { return false }
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    if access(folder, W_OK | X_OK) != 0 { throw IOError(action, errno: errno) }
    return true
  }

  /// The file that is to be replaced; nil where the path leads to something that is written through.
  private static func target(_ path: String, _ action: String) throws(IOError) -> String? {
    // Names of open files are what they lead to, not files of their own.
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return nil }
    var info = stat()
    guard lstat(path, &info) == 0 else { return path }
    guard info.st_mode & S_IFMT == S_IFLNK else {
      if info.st_mode & S_IFMT == S_IFDIR { throw IOError(action, errno: EISDIR) }
      return info.st_mode & S_IFMT == S_IFREG ? path : nil
    }
    guard let resolved = realpath(path, nil) else { throw IOError(action, errno: errno) }
    defer { free(resolved) }
    guard stat(path, &info) == 0 else { throw IOError(action, errno: errno) }
    return info.st_mode & S_IFMT == S_IFREG ? String(cString: resolved) : nil
  }

  private static func through(_ bytes: [UInt8], _ path: String, _ action: String) throws(IOError) {
    // A pipe that nobody reads is an error, not a wait without end.
    let descriptor = try Descriptor.open(
      path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY, action: action)
    defer { Descriptor.close(descriptor) }
    let code = Descriptor.write(bytes, to: descriptor).errno
    if code != 0 { throw IOError(action, errno: code) }
  }

  /// Removes what processes left that were killed while they wrote this file.
  private static func removeLeftovers(_ path: String) {
    let (folder, name) =
      path.lastIndex(of: "/").map { (String(path[...$0]), String(path[path.index(after: $0)...])) }
      ?? ("./", path)
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard file.hasPrefix(name + "."), file.hasSuffix(".tmp") else { continue }
      let parts = file.dropFirst(name.utf8.count + 1).dropLast(4).split(separator: ".")
      guard parts.count == 2, UInt32(parts[1]) != nil, let process = Int32(parts[0]), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      var info = stat()
      // The process of another container may live though we cannot see it.
      guard stat(folder + file, &info) == 0, time(nil) - AtomicFile.changed(info) > 60 else {
        continue
      }
      unlink(folder + file)
    }
  }

  private static func changed(_ info: stat) -> Int {
    #if canImport(Darwin)
      Int(info.st_mtimespec.tv_sec)
    #else
      Int(info.st_mtim.tv_sec)
    #endif
  }
}
