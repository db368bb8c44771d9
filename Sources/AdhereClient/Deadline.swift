/// Bounds what takes time.
enum Deadline {
  /// Runs the operation, and cancels it where it takes longer. The client's own deadline ends with
  /// the head of an answer, and a body may trickle for hours.
  ///
  /// - Parameter what: what takes the time, for the error.
  /// - Throws: ``ClientError`` of the kind `timeout` where the time is up, and what the operation
  ///   throws.
  static func within<Result: Sendable>(
    _ time: Duration, _ what: String, _ operation: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await operation() }
      group.addTask {
        try await Task.sleep(for: time)
        return nil
      }
      defer { group.cancelAll() }
      if let result = try await group.next()! { return result }
      throw ClientError(.timeout, "\(what) took longer than \(time)")
    }
  }
}
