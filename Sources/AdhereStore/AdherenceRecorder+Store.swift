#if Store
  public import AdhereTraces
  public import AdhereTallies

  extension AdherenceRecorder {
    /// Keeps the counts and traces of an application in a store.
    ///
    ///     let store = try TraceStore("adhere.db")
    ///     let middleware = Middleware(
    ///       recorder: AdherenceRecorder(store: store, provider: "together") { print($0) })
    ///
    /// Every reply is written before it is given back, in a transaction of its own.
    ///
    /// - Parameters:
    ///   - store: where they are kept.
    ///   - provider: the provider that counts and traces name.
    ///   - options: which replies become traces.
    ///   - redactor: makes secrets in traces unreadable; nil: they are kept as they are.
    ///   - failed: gets the error where something could not be kept; replies are given back all
    ///     the same.
    public convenience init(
      store: TraceStore, provider: String? = nil, options: RecordingOptions = RecordingOptions(),
      redactor: Redactor? = Redactor(), failed: @escaping @Sendable (StoreError) -> Void
    ) {
      self.init(provider: provider, options: options, redactor: redactor) { traces, tallies in
        do throws(StoreError) {
          if let failure = try store.add(traces, tallies).failure { failed(failure) }
        } catch {
          failed(error)
        }
      }
    }
  }
#endif
