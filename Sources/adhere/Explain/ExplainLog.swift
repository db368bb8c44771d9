#if CLI
  import AdhereFilter
  import AdhereJudging
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces

  /// Writes a page for each output of a run as soon as it is judged.
  final class ExplainLog: FilterObserver {
    private let screen: Screen
    private var file: String?
    private var pages = 0
    /// Pages of the input that is being read.
    private var pagesOfFile = 0
    /// Why a page could not be written.
    private(set) var failure: CommandError?
    private var isOver = false
    /// An input or a record could not be used.
    private(set) var hasErrors = false

    init(_ screen: Screen) { self.screen = screen }

    /// The next input; nil where it is the only one.
    func begin(_ file: String?) {
      self.file = file
      pagesOfFile = 0
    }

    /// Says of how many outputs there was nothing to show.
    func end(_ tally: FilterTally) {
      let bare = tally.outputs - pagesOfFile
      guard bare > 0, !hasErrors, failure == nil, !isOver else { return }
      let what = bare == 1 ? "1 answer holds" : "\(bare) answers hold"
      write("\(what) no output to explain: nothing was asked, or the provider failed\n")
    }

    func filter(recorded traces: [Trace], _ tallies: Tallies) {
      for trace in traces {
        pagesOfFile += 1
        write(ExplainPage(trace, screen, file: file, number: pagesOfFile).text)
      }
    }

    func filter(failed failures: [FilterFailure]) {
      for failure in failures {
        hasErrors = true
        StandardError.write(line: failure.description)
      }
    }

    func filter(cannotRead error: IOError) {
      hasErrors = true
      StandardError.write(line: error.message)
    }

    func filter(decided kind: InputKind) {}

    var filterMustStop: Bool { isOver || failure != nil }

    private func write(_ page: String) {
      guard !filterMustStop else { return }
      do throws(CommandError) {
        isOver = try !FileBytes.write(Array((pages > 0 ? "\n" : "").utf8) + page.utf8)
      } catch {
        failure = error
      }
      pages += 1
    }
  }
#endif
