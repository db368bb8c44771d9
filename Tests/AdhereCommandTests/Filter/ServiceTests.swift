import Foundation
import Testing

/// Runs that go on until somebody ends them: `consumer | adhere filter | producer`.
@Suite struct ServiceTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Runs the filter over a pipe into which lines go, ends it by a signal, and gives what came out.
  private func stopped(by signal: String, _ flags: String, lines: Int = 5, rest: String = "") throws
    -> CommandRun
  {
    try CommandRun.bash(
      """
      rm -f in out; mkfifo in
      # Shells start what runs in the background with SIGINT ignored.
      env --default-signal=INT adhere filter --input text \(flags) <in >out & process=$!
      (for i in $(seq 60); do sleep 1; [ -e over-$process ] && exit; done
        [ -e over-$process ] || kill -9 $process) &
      exec 3>in
      for i in $(seq \(lines)); do printf "{'n':%d}\\n" $i >&3; done
      printf "\(rest)" >&3
      for i in $(seq 100); do [ "$(wc -l <out)" = \(lines) ] && break; sleep 0.1; done
      kill -\(signal) $process
      wait $process; echo "status $?"; touch over-$process; wc -l <out
      """, in: scratch)
  }

  @Test(arguments: ["TERM", "INT", "HUP"])
  func `a signal ends the reading, and what was read is counted`(signal: String) throws {
    let run = try stopped(by: signal, "--metrics m.prom --metrics-every 0 --traces t.jsonl")
    #expect(run.lines == ["status 0", "5"], "\(run.text) \(run.errors)")
    #expect(run.errors.contains("stopped by SIG\(signal)"))
    let metrics = try String(
      contentsOf: scratch.folder.appendingPathComponent("m.prom"), encoding: .utf8)
    #expect(metrics.contains(#"outcome="repaired"} 5"#), "\(metrics)")
  }

  @Test func `with several threads, and with outputs that fail, as well`() throws {
    let run = try stopped(by: "TERM", "--metrics m.prom --jobs 2")
    #expect(run.lines == ["status 0", "5"], "\(run.text) \(run.errors)")
    let half = try stopped(by: "TERM", "", rest: "{'half': ")
    #expect(half.lines == ["status 2", "5"], "\(half.text) \(half.errors)")
    #expect(half.errors.contains("9 bytes of an output that had only begun"), "\(half.errors)")
  }

  @Test func `what was ignored when it began stays ignored`() throws {
    let run = try CommandRun.bash(
      """
      mkfifo in; (trap '' HUP; exec adhere filter --input text <in >out) & process=$!
      exec 3>in; printf "{'n':1}\\n" >&3; sleep 0.5; kill -HUP $process; sleep 0.3
      printf "{'n':2}\\n" >&3; exec 3>&-; wait $process; echo "status $?"; wc -l <out
      """, in: scratch)
    #expect(run.lines == ["status 0", "2"], "\(run.text) \(run.errors)")
  }

  /// `ADHERE_KILLS` sets how many runs are ended (default 10).
  @Test func `runs that are told to end lose nothing and count nothing twice`() throws {
    #if Store
      let runs = ProcessInfo.processInfo.environment["ADHERE_KILLS"].flatMap { Int($0) } ?? 10
      try scratch.file("in.txt", (0..<3000).map { "{'n':\($0)}" }.joined(separator: "\n") + "\n")
      let run = try CommandRun.bash(
        """
        for i in $(seq \(runs)); do
          cat in.txt | adhere filter --input text --store a.db --model m$i >out$i & p=$!
          sleep 0.$((i % 5))$((i % 10)); kill -TERM $p 2>/dev/null; wait $p 2>/dev/null
        done
        cat out* | wc -l
        """, in: scratch)
      let written = try #require(
        run.lines.last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) })
      let stats = try CommandRun.adhere("traces", "stats", "--store", "a.db", in: scratch)
      #expect(stats.lines.contains("outputs counted  \(written)"), "\(written) \(stats.text)")
      #expect(stats.lines.contains("occurrences      \(written)"))
    #endif
  }

  @Test func `metrics are renewed while it runs`() throws {
    let run = try CommandRun.bash(
      """
      mkfifo in; adhere filter --input text --metrics m.prom --metrics-every 0.2 <in >out & p=$!
      exec 3>in; printf "{'n':1}\\n" >&3
      for i in $(seq 100); do grep -q 'outcome="repaired"} 1' m.prom 2>/dev/null && break; sleep 0.1; done
      grep -c 'outcome="repaired"} 1' m.prom
      printf "{'n':2}\\n" >&3
      for i in $(seq 100); do grep -q 'outcome="repaired"} 2' m.prom && break; sleep 0.1; done
      grep -c 'outcome="repaired"} 2' m.prom
      exec 3>&-; wait $p; echo "status $?"
      """, in: scratch)
    #expect(run.lines == ["1", "1", "status 0"], "\(run.text) \(run.errors)")
  }

  // MARK: - Telemetry

  /// Runs the filter against a server that answers each connection as the script says.
  private func collected(_ answers: [String], flags: String = "") throws -> CommandRun? {
    guard try CommandRun.shell("python3 -c 1", in: scratch).status == 0 else { return nil }
    let list = answers.map { answer in
      let hex = answer.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      return "bytes.fromhex('\(hex.joined())')"
    }.joined(separator: ",")
    try scratch.file(
      "server.py",
      """
      import socket, sys, time
      s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(5)
      open("port.tmp", "w").write(str(s.getsockname()[1]))
      import os; os.rename("port.tmp", "port")
      s.settimeout(30)
      for answer in [\(list)]:
          c, _ = s.accept(); c.recv(1 << 20)
          if answer == b"hang": time.sleep(15)
          elif answer.startswith(b"drip"):
              try:
                  for byte in answer[4:]: c.sendall(bytes([byte])); time.sleep(0.3)
              except OSError: pass
          else: c.sendall(answer)
          c.close()
          print("taken", flush=True)
      """)
    return try CommandRun.bash(
      """
      rm -f port; timeout 60 python3 server.py >taken & server=$!
      while [ ! -e port ]; do sleep 0.05; done
      printf "{'n':1}\\n" >in.txt; start=$(date +%s)
      adhere filter --input text --otlp http://127.0.0.1:$(cat port) \(flags) in.txt >out
      echo "status $?"; echo "seconds $(($(date +%s) - start))"; kill $server 2>/dev/null; wc -l <taken
      """, in: scratch)
  }

  private func seconds(_ run: CommandRun) -> Int {
    run.lines.first { $0.hasPrefix("seconds") }.flatMap { Int($0.dropFirst(8)) } ?? .max
  }

  @Test func `telemetry decides about no run`() throws {
    let fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    let busy = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
    for (answers, message) in [
      ([fine], nil), ([busy, busy, fine], nil),
      (["HTTP/1.1 100 Continue\r\n\r\n" + fine], nil),
      ([busy, busy, busy], "status 503"),
      (["HTTP/1.1 307 Elsewhere\r\nLocation: http://x/\r\n\r\n"], "status 307"),
      (["SSH-2.0-x\r\n"], "does not speak HTTP"),
      (
        [
          "HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n"
            + #"{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}"#
        ], "refused 3 data points: too old"
      ),
    ] as [([String], String?)] {
      guard let run = try collected(answers) else { return print("skipped: there is no python3") }
      #expect(run.lines.first == "status 0", "\(answers): \(run.errors)")
      if let message {
        #expect(run.errors.contains(message), "\(answers): \(run.errors)")
        #expect(run.errors.contains("the counts were not sent"))
        let required = try collected(answers, flags: "--otlp-required")
        #expect(required?.lines.first == "status 2", "\(required?.errors ?? "")")
      } else {
        #expect(run.errors == "", "\(answers): \(run.errors)")
      }
    }
  }

  @Test func `one deadline holds for everything`() throws {
    let drip =
      "dripHTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + String(repeating: "x", count: 200)
    for answers in [["hang"], [drip]] {
      guard let run = try collected(answers) else { return print("skipped: there is no python3") }
      #expect(run.lines.first == "status 0" && seconds(run) <= 14, "\(run.text) \(run.errors)")
    }
  }

  @Test func `metrics that fail keep no counts from being sent`() throws {
    guard
      let run = try collected(
        ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"], flags: "--metrics /dev/full")
    else { return print("skipped: there is no python3") }
    #expect(run.lines.first == "status 2" && run.lines.last?.contains("1") == true, "\(run.errors)")
    #expect(run.errors.contains("cannot write /dev/full"))
  }

  // MARK: - Files

  @Test func `devices, pipes and links are written through`() throws {
    let run = try CommandRun.bash(
      """
      printf "{'n':1}\\n" >in.txt
      adhere filter --input text --metrics /dev/null in.txt >out; echo "status $?"; test -c /dev/null; echo $?
      mkfifo p; cat p >got & sleep 1; adhere filter --input text --metrics p in.txt >out; echo "status $?"
      wait; test -p p && grep -c adhere_outputs_total got
      echo old >real.prom; ln -s real.prom link.prom
      adhere filter --input text --metrics link.prom in.txt >out; echo "status $?"
      test -L link.prom && grep -c '^adhere_outputs_total' real.prom
      mkfifo q; timeout 20 adhere filter --input text --metrics q in.txt >out; echo "status $?"
      touch m.prom.999999.1.tmp; touch -d '1 hour ago' m.prom.999999.1.tmp
      adhere filter --input text --metrics m.prom in.txt >out; ls m.prom*
      """, in: scratch)
    #expect(
      run.lines == [
        "status 0", "0", "status 0", "3", "status 0", "1", "status 2", "m.prom",
      ], "\(run.text) \(run.errors)")
  }

  @Test func `what is in the way of a dataset is not written through`() throws {
    _ = try CommandRun.adhere(
      "filter", "--input", "record", "--sample-valid", "1", "--traces", "t.jsonl",
      input:
        #"{"raw":"{\"n\":1}","schema":{"type":"object"},"messages":[{"role":"user","content":"x"}]}"#,
      in: scratch)
    let export = "adhere export --target openai-sft --traces t.jsonl --passing 1"
    let run = try CommandRun.bash(
      """
      echo precious >victim; ln -s victim X.jsonl.partial
      \(export) -o X; echo "status $?"; cat victim; rm X.jsonl.partial
      ln -s victim X.jsonl; \(export) -o X; echo "status $?"; cat victim
      \(export) -o -; echo "status $?"; \(export) -o /dev/stdout; echo "status $?"
      ls /dev/stdout.jsonl -.jsonl 2>/dev/null
      """, in: scratch)
    #expect(
      run.lines == ["status 2", "precious", "status 2", "precious", "status 2", "status 2"],
      "\(run.text) \(run.errors)")
  }
}
