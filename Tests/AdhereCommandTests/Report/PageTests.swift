#if Store
  import Foundation
  import Testing

  /// The page of `adhere report --html`, in a browser without a window.
  @Suite struct PageTests {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      var lines: [String] = []
      for day in 1...9 {
        for model in [
          "small-8b", "large-70b", "a-model-with-a-very-long-name/which-does-not-fit-a-phone",
        ] {
          for (i, raw) in ["{}", "{'a':1,}", "[", "talk", "{\"a\":1}"].enumerated()
          where (i * day + model.count) % 3 != 0 {
            lines.append(
              #"{"raw":"\#(raw.replacingOccurrences(of: "\"", with: "\\\""))","model":"\#(model)","#
                + #""time":"2026-11-0\#(day)T05:00:00Z"}"#)
          }
        }
      }
      let run = try CommandRun.adhere(
        "filter", "--exit-zero", "--store", "a.db", input: lines.joined(separator: "\n"),
        in: scratch)
      #expect(run.status == 0)
      let report = try CommandRun.adhere(
        "report", "--store", "a.db", "--html", "r.html", in: scratch)
      #expect(report.status == 0 && report.errors == "")
    }

    private func page() throws -> String {
      try String(contentsOf: scratch.folder.appendingPathComponent("r.html"), encoding: .utf8)
    }

    @Test func `the page needs nothing from elsewhere`() throws {
      let page = try page()
      #expect(page.contains("default-src 'none'"))
      for word in ["http:", "https:", "<script", "src=", "@import", "url("] {
        #expect(!page.contains(word), "\(word)")
      }
      #expect(page.contains("<polyline") && page.contains("prefers-color-scheme: dark"))
    }

    /// Width and colours of the picture a browser draws of it.
    private func screenshot(_ width: Int, dark: Bool) throws -> (text: String, size: Int)? {
      let script = """
        browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo absent; exit; }
        "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
          \(dark ? "--blink-settings=preferredColorScheme=0" : "") --window-size=\(width),2400 \
          --user-data-dir=profile --screenshot=p.png "file://$PWD/r.html" >/dev/null 2>&1
        """
      let run = try CommandRun.shell(script, in: scratch)
      if run.text == "absent\n" { return nil }
      let picture = scratch.folder.appendingPathComponent("p.png")
      let data = try Data(contentsOf: picture)
      try? FileManager.default.removeItem(at: picture)
      return (run.text, data.count)
    }

    @Test func `a browser draws it on a phone and on a desk, light and dark`() throws {
      for width in [400, 1400] {
        for dark in [false, true] {
          guard let shot = try screenshot(width, dark: dark) else {
            return print("skipped: there is no chromium")
          }
          // A blank page of this size packs into far less.
          #expect(shot.size > 40_000, "\(width) \(dark): \(shot.size)")
        }
      }
    }

    /// A frame of the width reports how wide its content wants to be.
    @Test func `nothing has to be scrolled sideways`() throws {
      let page = try page()
      // The copy under test may run a script that measures; the page itself may not.
      var probe = page.replacingOccurrences(
        of: "default-src 'none'; style-src 'unsafe-inline'",
        with: "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
      probe = probe.replacingOccurrences(
        of: "</body>",
        with: """
          <script>document.title = "wide " + document.documentElement.scrollWidth + " of "
            + document.documentElement.clientWidth + " smallest "
            + Math.min(...[...document.querySelectorAll("svg")].map(
                s => 11 * s.getBoundingClientRect().width / 400));</script></body>
          """)
      // Windows narrower than 500 pixels are widened by the browser; a frame is not.
      for width in [400, 1400] {
        try scratch.file("probe.html", probe)
        try scratch.file(
          "frame.html",
          "<iframe id=f src=probe.html style='width:\(width)px;height:2000px;border:0'></iframe>"
            + "<script>f.onload = () => { document.body.append(f.contentDocument.title) }</script>")
        let run = try CommandRun.shell(
          """
          browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo absent; exit; }
          "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --allow-file-access-from-files \
            --user-data-dir=profile --virtual-time-budget=3000 --window-size=1600,2400 --dump-dom "file://$PWD/frame.html" 2>/dev/null
          """, in: scratch)
        if run.text == "absent\n" { return print("skipped: there is no chromium") }
        #expect(run.text.contains("wide \(width) of \(width)"), "\(run.text.suffix(200))")
        let size = run.text.components(separatedBy: "smallest ").last.flatMap {
          Double($0.prefix { $0.isNumber || $0 == "." })
        }
        #expect((size ?? 0) >= 9, "letters of charts: \(size ?? 0) pixels")
      }
    }
  }
#endif
