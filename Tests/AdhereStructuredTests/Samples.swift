#if Structured
  import AdhereFoundation
  public import AdhereStructured
  import Foundation

  /// Types of every kind.
  public enum Samples {
    /// A place to sleep,
    /// for a while.
    ///
    /// Nothing else.
    @Structured struct Stay: Equatable {
      /// The city, as the user wrote it: "Oslo" \ é.
      var city: String
      /** How many nights. */
      @Keywords(minimum: 1, maximum: 30) var nights: Int
      var price: Double, deposit: Float
      let isPaid: Bool
    }
    @Structured struct Optionals {
      var name: String?
      var count: Int?
      var nested: Stay?
      var list: [Int?]?
    }
    @Structured struct Nested { var stay: Stay, stays: [Stay] }
    @Structured struct Grid { var rows: [[Int8]] }
    @Structured struct Dictionary { var counts: [String: Int], stays: [String: [Stay]] }
    @Structured struct Sets { var names: Set<String>, levels: Set<Level> }
    /// How warm it is counted.
    @Structured enum Unit: String {
      /// Of Celsius.
      case celsius
      case fahrenheit = "F"
    }
    @Structured enum Level: Int { case low = 1, high = 10, `default` }
    @Structured enum Sky {
      case sunny
      /// It rains.
      case rainy, `default`
    }
    @Structured enum Plain: Codable { case one, two }
    @Structured enum Shape: Equatable {
      /// Round.
      case circle(radius: Double)
      case square(Int, label: String?)
      case point
    }
    @Structured indirect enum Expression {
      case number(Double)
      case negated(Expression)
      case sum([Expression])
      case product(of: Expression, and: Expression)
    }
    @Structured enum Renamed {
      case first(a: Int), second(b: Stay)
      enum CodingKeys: String, CodingKey { case first = "1st", second }
      enum FirstCodingKeys: String, CodingKey { case a = "alpha" }
    }
    @Structured struct Tree { var name: String, children: [Tree] }
    @Structured struct Graph { var next: [String: Graph], shape: Shape, expression: Expression }
    @Structured struct Keyed {
      /// Who it is.
      var userName: String
      var hidden = 5
      var kind: Unit = .celsius
      enum CodingKeys: String, CodingKey {
        case userName = "user_name"
        case kind
      }
    }
    @Structured struct Computed {
      static let limit = 5
      var width: Int { didSet { count = 1 } }
      var half: Int { width / 2 }
      var count = 2
      lazy var area = width * width
      enum CodingKeys: CodingKey { case width, count }
    }
    @Structured struct Wide {
      var a: Int8, b: UInt8, c: Int16, d: UInt16, e: Int32, f: UInt32, g: Int64, h: UInt64, i: UInt
    }
    @Structured struct Times { var at: Date, until: Date? }
    @Structured struct Prices { var price: Decimal, all: [Decimal] }
    @Structured struct Links { var link: URL, id: UUID }
    @Structured struct Bytes { var data: Data }
    @Structured struct Empty {}
    @Structured struct Enums {
      var unit: Unit?
      var skies: [Sky], level: Level, shapes: [String: Shape]
    }
    @Structured public struct Public {
      public var name: String
      @Structured package struct Inner { package var value: [Bool] }
      var inner: Inner
    }
    @Structured struct Aliased {
      typealias Count = UInt16; var count: Count, when: Swift.Optional<Int>
    }
    @Structured struct Own: Codable {
      var value: Int
      init(from decoder: any Decoder) throws {
        value = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .inner)
      }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(value, forKey: .inner)
      }
      private enum Keys: String, CodingKey { case inner }
    }
    struct Unmarked: Codable { var stay: Stay, sky: Sky }
    @Structured struct Marked { var plain: Unmarked, many: [Unmarked] }
    @Structured struct Deep { var a: [String: [[Shape?]]] }
    @Structured struct Wrapped { var unit: Optional<[Unit]>, one: Plain }
    @Structured struct Bounded {
      @Keywords(minimum: -90, maximum: 90.5) var latitude: Double
      @Keywords(description: "The code of a currency.", pattern: #"^[A-Z]{3}$"#) var currency:
        String
      /// Some.
      @Keywords(minItems: 1, maxItems: 3) var some: [Int]
      @Keywords(minLength: 2, maxLength: 4) var name: String?
      @Keywords(minimum: 1, maximum: 3, multipleOf: 1) var count: UInt8
      @Keywords(minimum: 0) var price: Decimal
      @Keywords(maxProperties: 4) var more: [String: Int]
    }
  }
#endif
