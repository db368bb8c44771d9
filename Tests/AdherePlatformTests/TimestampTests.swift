import AdherePlatform
import Foundation
import Testing

@Suite struct TimestampTests {
  @Test func `times are written and read as RFC 3339`() throws {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for seconds in [-1e9, -86_400.001, -1, 0, 951_782_400, 1_709_164_799.999, 4e9, 2e11] {
      let time = Timestamp(milliseconds: Int((seconds * 1000).rounded()))
      let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
      #expect(time.description == formatter.string(from: date))
      #expect(Timestamp(time.description) == time)
    }
    #expect(Timestamp("2026-11-21T06:14:07+01:00") == Timestamp("2026-11-21T05:14:07Z"))
    #expect(Timestamp("2024-02-29")?.description == "2024-02-29T00:00:00.000Z")
    for text in [
      "", "2026", "2026-13-01", "2026-02-29", "2026-11-21T", "2026-11-21T25:00:00Z",
      "2026-11-21T05:14:07", "2026-11-21T05:14:07.Z", "2026-11-21T05:14:07Zx", "２026-11-21",
      "2026-11-21T05:14:07+1", "2026-11-21T05:14:07+01:0",
    ] {
      #expect(Timestamp(text) == nil, "\(text)")
    }
  }

  @Test func `clocks go on`() {
    let start = SystemClock.monotonic()
    #expect(SystemClock.monotonic() >= start && SystemClock.threadCPU() > 0)
    #expect(abs(Timestamp.now().milliseconds - Int(Date().timeIntervalSince1970 * 1000)) < 5_000)
  }
}
