#if Structured
  import AdhereFoundation
  import AdhereRepair
  import AdhereSchema
  import AdhereStructured
  import AdhereTestSupport
  import AdhereWire
  import Foundation
  import Testing

  /// Types that tell their schemas.
  @Suite struct StructuredTests {
    private func schema<T: Decodable>(_ type: T.Type) throws -> String {
      try Contract.schema(decoding: type).text
    }

    private static func encoded<T: Encodable>(_ value: T) throws -> String {
      let encoder = JSONEncoder()
      encoder.dateEncodingStrategy = .iso8601
      return try Array(encoder.encode(value)).text
    }

    /// - Parameter isBound: values of chance need not conform to what its keywords ask.
    private static func hold<T: Codable>(
      _ type: T.Type, isBound: Bool = false, count: Int = 1_000
    ) throws {
      let contract = try Contract(decoding: type, policy: .none)
      let strict = try Contract(
        schema: Contract.schema(decoding: type, isStrict: true), policy: .none)
      let dice = Dice("\(type)")
      for _ in 0..<(isBound ? 0 : count) {
        let json = try encoded(RandomDecoder(dice).value(type))
        let judgement = contract.judge(Output(text: json))
        #expect(judgement.outcome == .valid, "\(type) encodes \(json): \(judgement)")
        _ = try judgement.decode(type)
      }
      let text = try Contract.schema(decoding: type)
      #expect(try Contract.gaps(in: text, decoding: type) == [], "\(type)")
      for _ in 0..<count {
        let json = try RandomInstance.text(text, dice)
        let judgement = contract.judge(Output(text: json))
        #expect(judgement.outcome == .valid, "\(type) takes \(json): \(judgement)")
        do {
          let again = try encoded(judgement.decode(type))
          #expect(contract.judge(Output(text: again)).outcome == .valid, "\(json): \(again)")
        } catch { Issue.record("\(type) decodes \(json): \(error)") }
      }
      let strictText = try Contract.schema(decoding: type, isStrict: true)
      #expect(try Contract.gaps(in: strictText, decoding: type) == [], "\(type)")
      for _ in 0..<count / 10 {
        let json = try RandomInstance.text(strictText, dice)
        #expect(strict.judge(Output(text: json)).outcome == .valid, "\(json)")
        #expect(contract.judge(Output(text: json)).outcome == .valid, "\(json)")
      }
    }

    @Test func `schemas take what types encode, and types what schemas take`() throws {
      try Self.hold(Samples.Optionals.self, isBound: true)
      try Self.hold(Samples.Nested.self, isBound: true)
      try Self.hold(Samples.Stay.self, isBound: true)
      try Self.hold(Samples.Bounded.self, isBound: true)
      try Self.hold(Samples.Marked.self, isBound: true)
      try Self.hold(Samples.Dictionary.self, isBound: true)
      try Self.hold(Samples.Grid.self)
      try Self.hold(Samples.Sets.self)
      try Self.hold(Samples.Unit.self)
      try Self.hold(Samples.Level.self)
      try Self.hold(Samples.Sky.self)
      try Self.hold(Samples.Plain.self)
      try Self.hold(Samples.Shape.self)
      try Self.hold(Samples.Expression.self)
      try Self.hold(Samples.Renamed.self, isBound: true)
      try Self.hold(Samples.Tree.self)
      try Self.hold(Samples.Graph.self)
      try Self.hold(Samples.Keyed.self)
      try Self.hold(Samples.Computed.self)
      try Self.hold(Samples.Wide.self)
      try Self.hold(Samples.Times.self)
      try Self.hold(Samples.Prices.self)
      try Self.hold(Samples.Links.self)
      try Self.hold(Samples.Bytes.self)
      try Self.hold(Samples.Empty.self)
      try Self.hold(Samples.Enums.self)
      try Self.hold(Samples.Public.self)
      try Self.hold(Samples.Aliased.self)
      try Self.hold(Samples.Own.self)
      try Self.hold(Samples.Deep.self)
      try Self.hold(Samples.Wrapped.self)
      try Self.hold([Samples.Shape].self)
      try Self.hold([String: Samples.Sky].self)
    }

    @Test func `what the source says stands in the schema`() throws {
      #expect(
        try schema(Samples.Stay.self)
          == #"{"description":"A place to sleep, for a while.\n\nNothing else.","type":"object","properties":{"city":{"description":"The city, as the user wrote it: \"Oslo\" \\ é.","type":"string"},"nights":{"description":"How many nights.","type":"integer","minimum":1,"maximum":30},"price":{"type":"number"},"deposit":{"type":"number"},"isPaid":{"type":"boolean"}},"required":["city","nights","price","deposit","isPaid"],"additionalProperties":false}"#
      )
      #expect(
        try schema(Samples.Unit.self)
          == #"{"description":"How warm it is counted.\ncelsius: Of Celsius.","type":"string","enum":["celsius","F"]}"#
      )
      #expect(
        try schema(Samples.Sky.self)
          == #"{"description":"rainy: It rains.\ndefault: It rains.","type":"string","enum":["sunny","rainy","default"]}"#
      )
      #expect(
        try schema(Samples.Shape.self).hasPrefix(
          #"{"anyOf":[{"description":"Round.","type":"object","properties":{"circle":{"type":"object","properties":{"radius":{"type":"number"}},"required":["radius"],"additionalProperties":false}},"required":["circle"],"additionalProperties":false},"#
        ))
      let bounded = try schema(Samples.Bounded.self)
      for part in [
        #""latitude":{"type":"number","minimum":-90,"maximum":90.5}"#,
        #""currency":{"description":"The code of a currency.","type":"string","pattern":"^[A-Z]{3}$"}"#,
        #""some":{"description":"Some.","type":"array","items":{"#,
        #"},"minItems":1,"maxItems":3}"#,
        #""name":{"anyOf":[{"type":"string","minLength":2,"maxLength":4},{"type":"null"}]}"#,
        #""count":{"type":"integer","minimum":1,"maximum":3,"multipleOf":1}"#,
      ] { #expect(bounded.contains(part), "\(part) in \(bounded)") }
      #expect(try schema(Samples.Keyed.self).contains(#""user_name":{"description":"Who it is.""#))
      #expect(!(try schema(Samples.Keyed.self).contains("hidden")))
    }

    @Test func `an answer becomes a value`() throws {
      let contract = try Contract(decoding: Samples.Stay.self)
      let text =
        "Sure! {'city': 'Oslo', 'nights': '3', 'price': 80, 'deposit': 0.5, 'isPaid': True,}"
      #expect(
        try contract.decode(Samples.Stay.self, from: text)
          == Samples.Stay(city: "Oslo", nights: 3, price: 80, deposit: 0.5, isPaid: true))
      #expect(contract.judge(Output(text: text.replacing("'3'", with: "31"))).outcome == .invalid)
    }

    struct TooWide: StructuredType {
      var count: UInt8
      static var typeStructure: TypeStructure {
        TypeStructure(members: ["count": #"{"minimum":-1}"#])
      }
    }
    struct Misplaced: StructuredType {
      var name: [String]
      static var typeStructure: TypeStructure {
        TypeStructure(members: ["name": #"{"pattern":"a"}"#])
      }
    }
    struct Unknown: StructuredType {
      var name: [String]
      static var typeStructure: TypeStructure {
        TypeStructure(members: ["names": #"{"description":"a"}"#])
      }
    }

    @Test func `keywords that say nothing are refused`() {
      func message<T: Decodable>(_ type: T.Type) -> String {
        do throws(InputError) {
          _ = try Contract(decoding: type)
          return ""
        } catch { return error.message }
      }
      #expect(
        message(TooWide.self)
          == "no schema can be made of TooWide: TooWide.count: minimum -1 is no whole number from 0 to 255"
      )
      #expect(message(Misplaced.self).contains("pattern says nothing of an array"))
      #expect(message(Unknown.self).contains("decodes no member names"))
    }
  }
#endif
