#if Structured
  import AdhereStructured
  import Testing

  /// The example of the manual; a test of the command compares its lines.
  @Suite struct DocumentationExampleTests {
    /// A place to sleep.
    @Structured
    struct Booking {
      /// The city, as the user wrote it.
      var city: String
      @Keywords(description: "How many nights.", minimum: 1, maximum: 30) var nights: Int
      var board: Board?
    }

    @Structured
    enum Board { case breakfast, half }

    @Test func `the example has the schema that it shows`() throws {
      let schema = String(decoding: try Contract.schema(decoding: Booking.self), as: UTF8.self)
      for part in [
        #""description":"A place to sleep.""#,
        #""nights":{"description":"How many nights.","type":"integer","minimum":1,"maximum":30}"#,
        #""board":{"anyOf":[{"type":"string","enum":["breakfast","half"]},{"type":"null"}]}"#,
      ] { #expect(schema.contains(part), "\(schema)") }
    }
  }
#endif
