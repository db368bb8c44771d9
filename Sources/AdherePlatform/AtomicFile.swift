/// Files that are there whole or not at all: what reads them, such as the textfile collector of
/// node_exporter, may look at any moment.
package enum AtomicFile {
  /// Writes beside the file and then takes its place.
  ///
  /// - Throws: ``IOError`` where the folder or the disk does not let it; the file is then as it
  ///   was.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt16 = 0o644
  ) throws(IOError) {
    // Not `.prom` at the end, which the collector would read.
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    let action = "cannot write \(path)"
    let descriptor = try Descriptor.open(
      temporary, O_WRONLY | O_CREAT | O_EXCL, mode: mode, action: action)
    var code = Descriptor.write(bytes, to: descriptor).errno
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    Descriptor.close(descriptor)
    if code == 0, rename(temporary, path) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw IOError(action, errno: code)
    }
  }
}
