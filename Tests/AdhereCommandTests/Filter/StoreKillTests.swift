#if Store
  import Foundation
  import Testing

  /// Processes that die, and processes that write at once.
  @Suite struct StoreKillTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func rows(_ by: String = "model") throws -> [String: Int] {
      let report = try CommandRun.adhere(
        "report", "--store", "a.db", "--json", "--by", by, in: scratch)
      let rows = try record(report.text)["rows"] as? [[String: Any]] ?? []
      return Dictionary(
        uniqueKeysWithValues: rows.map { ($0["name"] as? String ?? "", $0["judged"] as? Int ?? 0) })
    }

    private func traces() throws -> [String: Int] {
      let export = try CommandRun.adhere("traces", "export", "--store", "a.db", in: scratch)
      #expect(export.status == 0 && export.errors == "")
      var counts: [String: Int] = [:]
      for line in export.lines {
        counts[try record(line)["model"] as? String ?? "", default: 0] += 1
      }
      return counts
    }

    /// An output is written only when its trace is there: what came out is what was acknowledged.
    @Test func `a hundred kills lose nothing that was acknowledged`() throws {
      let padding = String(repeating: "x", count: 2000)
      try scratch.file(
        "in.txt", (0..<300).map { "{'n':\($0),'x':'\(padding)'}" }.joined(separator: "\n"))
      var acknowledged: [String: Int] = [:]
      var killed = 0
      for run in 0..<100 {
        let output = try scratch.file("out", "")
        let process = Process()
        process.executableURL = CommandRun.binary
        process.currentDirectoryURL = scratch.folder
        process.arguments = [
          "filter", "--store", "a.db", "--model", "run-\(run)",
          // On the way to a slow reader, and judged by several threads, it holds as well.
          "--jobs", run % 3 == 0 ? "2" : "1", "in.txt",
        ]
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Every other one dies while it starts, the rest while it writes.
        for _ in 0..<200 where run % 2 == 1 {
          if let size = try? Data(contentsOf: output).count, size > 0 { break }
          usleep(10_000)
        }
        usleep(UInt32.random(in: 0...60_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { killed += 1 }
        try handle.close()
        acknowledged["run-\(run)"] = try Data(contentsOf: output).count { $0 == 0x0A }
      }
      #expect(killed > 50)
      #expect(acknowledged.values.contains { $0 > 0 })
      let kept = try traces()
      let counted = try rows()
      for (run, count) in acknowledged {
        #expect(kept[run, default: 0] >= count, "\(run)")
        // Traces and counts go in together or not at all.
        #expect(counted[run, default: 0] == kept[run, default: 0], "\(run)")
      }
    }

    /// Whoever waits for an answer before asking on gets it.
    @Test func `outputs do not wait for the next input`() throws {
      try scratch.file(
        "talk.sh",
        """
        mkfifo in out
        adhere filter --input text --store a.db --jobs $1 <in >out &
        exec 3>in 4<out
        for i in 1 2 3 4 5 6 7 8 9 10; do
          printf "{'n':%d}\\n" $i >&3
          timeout 200 head -n 1 <&4 >line || exit 1
          grep -q "\\"n\\":$i" line || exit 1
        done
        exec 3>&-
        wait
        """)
      for jobs in ["1", "2"] {
        let run = try CommandRun.bash("rm -f in out; bash talk.sh \(jobs)", in: scratch)
        #expect(run.status == 0, "\(run.errors)")
      }
      #expect(try traces().values.reduce(0, +) == 10)
    }

    @Test func `two processes at once count exactly`() throws {
      let environment = ProcessInfo.processInfo.environment["ADHERE_STORE_TRACES"]
      let count = environment.flatMap { Int($0) } ?? 4000
      for name in ["a", "b"] {
        // A tenth of them come twice.
        try scratch.file(
          "\(name).txt",
          (0..<count).map { "{'n':\($0 % (count * 9 / 10))}" }.joined(separator: "\n"))
      }
      let run = try CommandRun.shell(
        "printf 'a\\nb\\n' | xargs -P 2 -I{} adhere filter --store a.db --model {} {}.txt >out",
        in: scratch)
      #expect(run.status == 0 && run.errors == "")
      #expect(try rows() == ["a": count, "b": count])
      #expect(try traces() == ["a": count * 9 / 10, "b": count * 9 / 10])
      let stats = try CommandRun.adhere("traces", "stats", "--store", "a.db", in: scratch)
      #expect(stats.lines.contains("occurrences      \(2 * count)"))
    }

    @Test func `reading and deleting while others write`() throws {
      try scratch.file("in.txt", (0..<3000).map { "{'n':\($0)}" }.joined(separator: "\n"))
      try scratch.file("seed.txt", "{'seed':1}\n")
      _ = try CommandRun.adhere("filter", "--store", "a.db", "seed.txt", in: scratch)
      let run = try CommandRun.shell(
        """
        printf '%s\\n' 'filter --store a.db --model w in.txt' 'report --store a.db' \
          'traces purge --store a.db --model w' 'traces list --store a.db' \
          'traces purge --store a.db --model w' 'report --store a.db --json' \
          'traces export --store a.db' | xargs -P 7 -I{} sh -c 'adhere {} >/dev/null'
        """, in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try rows()["w"] == 3000)
    }
  }
#endif
