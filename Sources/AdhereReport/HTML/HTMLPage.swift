/// A page that needs nothing else: no network, no scripts.
enum HTMLPage {
  /// - Parameters:
  ///   - title: plain text.
  ///   - head: what stands above the parts, HTML.
  ///   - parts: HTML.
  static func text(_ title: String, head: String, _ parts: [String]) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Charts.escape(title))</title><style>
    \(StyleSheet.text)
    </style></head><body>
    <h1>\(Charts.escape(title))</h1>
    \(head)
    <main>
    \(parts.joined(separator: "\n"))
    </main></body></html>

    """
  }
}
