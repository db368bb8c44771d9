import AdhereJudging
import AdherePlatform
import AdhereRepair
import AdhereTallies
import AdhereTraces

/// Counting outputs: one reading of the clock and a few additions each. The duration counted is the time from one verdict to the next, reading and writing included.
extension FilterWorker {
  func tally(valid count: Int, _ line: FilterLine, _ block: Block) {
    guard options.recording?.keepsTallies == true else { return }
    let place = place(line, tool: "", block)
    block.tallies.count(.valid, times: count, at: place)
    clock(count, place, block)
  }

  func tally(_ judgement: Judgement, _ line: FilterLine, _ block: Block) {
    guard options.recording?.keepsTallies == true else { return }
    let place = place(
      line, tool: line.surface == .tool ? judgement.toolLabel(line.output?.raw) : "", block)
    block.tallies.count(judgement, at: place)
    clock(1, place, block)
  }

  func tally(_ problem: FilterProblem, _ line: FilterLine, _ block: Block) {
    guard options.recording?.keepsTallies == true else { return }
    let place = place(line, tool: "", block)
    block.tallies.count(problem.outcome, at: place)
    block.tallies.count(violation: problem.keyword, path: "", at: place)
    block.tallies.count(reason: problem.reason.code.rawValue, at: place)
    clock(1, place, block)
  }

  /// Counts a stream that was given up.
  func tally(_ abort: StreamAbort, _ line: FilterLine, _ block: Block) {
    guard options.recording?.keepsTallies == true else { return }
    block.tallies.count(
      .abort, provider: line.provider.flatMap(FilterWorker.text) ?? "",
      reason: abort.reason.rawValue, at: Timestamp(hour: cursor.hour))
  }

  private func clock(_ count: Int, _ place: Int, _ block: Block) {
    let now = SystemClock.monotonic()
    cursor.elapsed = (now &- cursor.last) / count
    cursor.last = now
    block.tallies.observe(cursor.elapsed, times: count, at: place)
  }

  private func place(_ line: FilterLine, tool: String, _ block: Block) -> Int {
    var hour = cursor.hour
    if let record = line.record, let text = (try? record.string("time")) ?? nil,
      let time = Timestamp(text)
    {
      hour = time.hour
    }
    if let known = cursor.find(line, hour, tool) { return known }
    let series = Series(
      provider: line.provider.flatMap(FilterWorker.text) ?? "",
      model: line.model.flatMap(FilterWorker.text) ?? "", surface: line.surface, tool: tool,
      form: line.form?.rawValue ?? "")
    let position = block.tallies.position(of: Tallies.Key(hour: hour, series: series))
    cursor.remember(
      TallyCursor.Place(
        hour: hour, surface: line.surface, form: line.form, tool: tool, model: line.model,
        provider: line.provider, position: position))
    return position
  }
}
