import AdhereJudging
import AdherePlatform
import AdhereRepair

/// Where the last outputs of a block were counted. Streams have a few series as a rule; their
/// outputs are counted without making a key from the line.
struct TallyCursor {
  /// A series as lines write it, and where it is counted.
  struct Place {
    var hour: Int
    var surface: Contract.Surface
    var form: Form?
    var tool: String
    var model: [UInt8]?
    var provider: [UInt8]?
    var position: Int
  }

  /// Places that are remembered; more are not worth the search.
  private static let limit = 16
  private var places: [Place] = []

  /// The hour of outputs whose record has no time, since 1970-01-01T00:00:00Z.
  var hour = 0
  /// Monotonic time of the last verdict, in nanoseconds.
  var last = 0
  /// Time the last output took, in nanoseconds.
  var elapsed = 0

  init() {}

  init(started time: Timestamp) {
    hour = time.hour
    last = SystemClock.monotonic()
  }

  func find(_ line: FilterLine, _ hour: Int, _ tool: String) -> Int? {
    for place in places
    where place.hour == hour && place.surface == line.surface && place.form == line.form
      && place.model == line.model
      && place.provider == line.provider && place.tool == tool
    { return place.position }
    return nil
  }

  mutating func remember(_ place: Place) {
    if places.count == TallyCursor.limit { places.removeAll(keepingCapacity: true) }
    places.append(place)
  }
}
