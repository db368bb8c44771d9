import AdhereTraces

#if CLI && Store
  import AdhereTraining
  import AdhereStore

  /// A store as the source of an export; the store itself chooses the traces.
  struct StoreTraceSource: TraceSource {
    let store: TraceStore
    let query: TraceQuery

    var name: String { store.path }

    func forEach(_ body: (TraceLine) -> Bool) throws(TraceError) {
      do throws(StoreError) {
        try store.forEachStored(query) { stored in
          body(
            TraceLine(
              stored: stored.json, occurrences: stored.occurrences,
              retainUntil: stored.retainUntil))
        }
      } catch { throw TraceError(error.message) }
    }
  }
#endif
