public import AdhereTraces
import AdherePlatform

/// Makes a dataset of traces, one after the other, in bounded memory.
///
///     let exporter = try Exporter(target, options, output: "weather")
///     for trace in traces { try exporter.add(trace) }
///     let summary = try exporter.finish()
///     // weather.jsonl, weather.manifest.json, weather.provenance.jsonl
///
/// The same traces in the same order with the same options give the same bytes.
public final class Exporter {
  let target: Target
  let options: ExportOptions
  private let isDated: Bool
  private let base: String
  let maker: RowMaker
  private let spill: Spill
  private var seen = HashSet64()
  private var near: NearDuplicates?
  private var caps: Caps
  private var shares: Shares
  private var summary = ExportSummary()

  /// An export to files of this name.
  ///
  /// - Parameters:
  ///   - target: whose file format the dataset has.
  ///   - options: how the dataset is made.
  ///   - output: path of the dataset, without or with `.jsonl`.
  ///   - isDated: whether ``AdmissionOptions/asOf`` was chosen, and belongs into the manifest.
  /// - Throws: ``ExportError`` where files cannot be made there.
  public init(
    _ target: Target, _ options: ExportOptions, output: String, isDated: Bool = false
  ) throws(ExportError) {
    self.target = target
    self.options = options
    self.isDated = isDated
    base = output.hasSuffix(".jsonl") ? String(output.dropLast(6)) : output
    maker = RowMaker(target, options)
    spill = try Spill("\(base).spill")
    near =
      options.curation.nearDuplicates
      ? NearDuplicates(window: options.curation.nearWindow) : nil
    caps = Caps(options.curation)
    shares = Shares(options.curation)
  }

  /// Rows that are candidates so far.
  public private(set) var candidates = 0
  /// Traces that were read so far, refused ones included.
  public var traces: Int { summary.traces }

  /// Counts a line that holds no trace.
  public func skip() { refuse(Refusal(.unreadableLine)) }

  /// Takes in a trace.
  ///
  /// - Throws: ``ExportError`` where the disk does not take it. A trace that is not fit for the
  ///   dataset is counted, not thrown.
  public func add(_ trace: Trace) throws(ExportError) { try take(maker.make(trace)) }

  /// Decides over the rows of the next trace: the only part that depends on those before.
  func take(_ result: TraceRows) throws(ExportError) {
    summary.traces += result.isTrace ? 1 : 0
    switch result.redaction {
    case .none: break
    case .before: summary.redaction.before += 1
    case .now(let replaced):
      summary.redaction.now += 1
      for count in replaced {
        summary.redaction.replaced[count.rule, default: 0] += count.count
      }
    }
    for row in result.rows {
      switch row {
      case .failure(let refusal): refuse(refusal)
      case .success(let candidate):
        do throws(Refusal) {
          try decide(candidate)
        } catch {
          refuse(error)
          continue
        }
        try spill.append(candidate.row)
        shares.count(candidate.row.origin, candidate.row.order)
        candidates += 1
      }
    }
  }

  private func decide(_ candidate: Candidate) throws(Refusal) {
    if seen.contains(candidate.identity) { throw Refusal(.duplicate) }
    if let opposite = candidate.opposite, seen.contains(opposite) {
      throw Refusal(.contradictory)
    }
    guard
      let capKeys = caps.room(
        tool: candidate.tool, failure: candidate.failure, schema: candidate.schema)
    else { throw Refusal(.capped) }
    if let signature = candidate.signature, near?.isNear(signature) == true {
      throw Refusal(.nearDuplicate)
    }
    seen.insert(candidate.identity)
    caps.count(capKeys)
  }

  private func refuse(_ refusal: Refusal) { ExportSummary.count(refusal.name, &summary.refusals) }

  /// Chooses among the candidates and writes the files.
  ///
  /// - Throws: ``ExportError`` where the disk does not take them; nothing is there then.
  public func finish() throws(ExportError) -> ExportSummary {
    // Cases are kept as the outputs came: choosing among them would change what they measure.
    let thresholds = target.kind == .evaluation ? .all : shares.thresholds()
    var splitter = Splitter(options.curation)
    let shardBytes = options.shardBytes.map { min($0, target.limits.maximumBytes ?? $0) }
    // The first that is made and the last that is published: its lock is one on all of them.
    let manifest = try OutputFile("\(base).manifest.json", holdsLock: true)
    let dataset = try Dataset(base: base, isSplit: splitter.isSplitting, shardBytes: shardBytes)
    var size = CandidateRow.Size()
    var reals = 0
    var calling = 0
    let balance = try balance(thresholds)
    try spill.read { (row) throws(ExportError) in
      var row = row
      guard thresholds.keep(row.origin, row.order) else { return refuse(Refusal(.overShare)) }
      balance?.weigh(&row)
      guard let split = splitter.split(group: row.group, prompt: row.prompt) else {
        return refuse(Refusal(.inOtherSplit))
      }
      try dataset.append(row, to: split)
      summary.rows += 1
      size += row.size
      summary.longestRow = max(summary.longestRow, row.length)
      calling += row.text.tool.isEmpty ? 0 : 1
      reals += row.hasReals ? 1 : 0
      ExportSummary.count(row.origin.rawValue, &summary.origins)
      ExportSummary.count(split.name, &summary.splits)
      ExportSummary.count(String(decoding: row.text.model, as: UTF8.self), &summary.models)
      ExportSummary.count(String(decoding: row.text.tool, as: UTF8.self), &summary.tools)
      ExportSummary.count(String(decoding: row.text.failure, as: UTF8.self), &summary.failures)
    }
    summary.tokens = ExportSummary.Tokens(size)
    summary.files = try dataset.seal()
    note(prompts: splitter.forgotten, reals: reals)
    warn()
    summary.cautions = Lessons.cautions(summary, target, options.curation, calling: calling)
    if options.curation.isMix {
      let (passing, noCall) = (options.curation.passingShare, options.curation.noCallShare)
      summary.mix = [("mended", 1 - passing - noCall), ("passing", passing), ("no_call", noCall)]
    }
    let text = Manifest.write(summary, target, options, isDated: isDated)
    try manifest.append(line: Array(text.dropLast()))
    try manifest.seal()
    // A manifest that is there describes the files that are there, whenever the power goes.
    unlink(manifest.path)
    try dataset.publish()
    try manifest.publish()
    return summary
  }

  /// The groups that rows have weights by, which needs all rows to be known.
  private func balance(_ thresholds: Shares.Thresholds) throws(ExportError) -> Balance? {
    guard target.hasRowWeights, let group = options.curation.balance else { return nil }
    var balance = Balance(group)
    try spill.read { (row) throws(ExportError) in
      if thresholds.keep(row.origin, row.order) { balance.count(row) }
    }
    return balance
  }

  /// Notes where bounds of memory were met, and what the trainer's reader will do.
  private func note(prompts: Int, reals: Int) {
    if seen.forgotten > 0 {
      summary.notes.append(
        "duplicates were looked for among the first \(seen.count) rows; \(seen.forgotten) came after"
      )
    }
    if let near, near.forgotten > 0 {
      summary.notes.append(
        "near duplicates were looked for among the last \(near.window / 2) rows or more; "
          + "--near-window looks back further")
    }
    if caps.forgotten > 0 {
      summary.notes.append("\(caps.forgotten) rows of kinds seen late were not capped")
    }
    if prompts > 0 {
      summary.notes.append("\(prompts) prompts were not looked for in other splits")
    }
    if target.trainer.readsThroughDatasets, summary.maximumLength > 1024 {
      summary.notes.append(
        "trainers that keep 1024 tokens, as TRL does unless told otherwise, cut the answers of long "
          + "rows and say nothing: set max_length to \(summary.maximumLength)")
    }
    if reals > 0 {
      summary.notes.append(
        "\(reals) rows hold fractions, some of which Hugging Face datasets reads with another last "
          + "digit (0.6 as 0.6000000000000001)")
    }
  }

  private func warn() {
    for file in summary.files {
      let limits = target.limits
      if file.rows < limits.minimumRows {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.rows) rows; \(target.name) takes "
            + "\(limits.minimumRows) or more")
      }
      if let most = limits.maximumRows, file.rows > most {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.rows) rows; \(target.name) takes \(most) at most")
      }
      if let most = limits.maximumBytes, file.bytes > most {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): \(file.bytes) bytes; \(target.name) takes \(most) at "
            + "most: export with --shard")
      }
      if let most = target.trainer.signedUploadBytes, file.bytes > most {
        summary.warnings.append(
          "\(Dataset.name(of: file.path)): above 150 MB Fireworks needs the upload by signed URL, "
            + "or --shard 150MB")
      }
    }
  }
}
