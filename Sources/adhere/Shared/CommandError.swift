#if CLI
  import AdhereTraces
  import AdherePlatform
  import AdhereTraining

  #if Store
    import AdhereStore
  #endif

  /// Why the command failed, in one sentence that says what is wrong and what to do about it. The
  /// process ends with status 2.
  struct CommandError: Error {
    var message: String
    init(_ message: String) { self.message = message }

    /// Runs `body` and throws its error, if any, as an error of the command with the same message.
    static func converting<Value, Failure: UserFacingError>(
      _ body: () throws(Failure) -> Value
    ) throws(CommandError) -> Value {
      do throws(Failure) {
        return try body()
      } catch {
        throw CommandError(error.message)
      }
    }
  }

  /// An error of the library whose message can be shown to users as it is.
  protocol UserFacingError: Error {
    var message: String { get }
  }

  extension IOError: UserFacingError {}
  extension TraceError: UserFacingError {}
  extension ExportError: UserFacingError {}
  #if Store
    extension StoreError: UserFacingError {}
  #endif
#endif
