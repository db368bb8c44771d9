#if canImport(Glibc) && arch(x86_64)
  import Glibc
  import AdhereSchema
  import AdhereJSON
  import Testing

  /// Validating a document that conforms allocates nothing.
  struct AllocationTests {
    static let cases: [(schema: String, value: String)] = [
      (
        #"{"type":"object","properties":{"city":{"type":"string","minLength":1},"days":{"type":"integer","minimum":1,"maximum":14},"unit":{"enum":["celsius","fahrenheit"]}},"required":["city"],"additionalProperties":false}"#,
        #"{"city":"Århus","days":3,"unit":"celsius"}"#
      ),
      (
        ##"{"$defs":{"tree":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/tree"},"uniqueItems":true}},"required":["name","children"]}},"$ref":"#/$defs/tree"}"##,
        #"{"name":"a","children":[{"name":"b","children":[]},{"name":"c","children":[{"name":"d","children":[]}]}]}"#
      ),
      (
        #"{"oneOf":[{"properties":{"kind":{"const":"a"}},"required":["kind"]},{"properties":{"kind":{"const":"b"},"n":{"multipleOf":0.01}},"required":["kind"]}],"unevaluatedProperties":false}"#,
        #"{"kind":"b","n":12.34}"#
      ),
      (
        #"{"patternProperties":{"^x-":{"type":"string","pattern":"^[a-z]+$"}},"propertyNames":{"maxLength":8},"if":{"minProperties":2},"then":{"anyOf":[{"required":["x-a"]},{"required":["x-b"]}]},"additionalProperties":{"type":["null","number"]}}"#,
        #"{"x-b":"abc","z":1.5}"#
      ),
      (
        #"{"prefixItems":[{"type":"string"}],"items":{"type":"number"},"contains":{"const":3}}"#,
        #"["a",1,2,3]"#
      ),
    ]

    @Test(arguments: cases.indices)
    func conformingDocumentsAllocateNothing(_ index: Int) throws {
      let schema = try compiled(Self.cases[index].schema)
      let document = try json(Self.cases[index].value)
      #expect(document.withTape { schema.isValid($0) })
      let allocates = document.withTape { tape in
        Allocator.isUsed { for _ in 0..<100_000 { _ = schema.isValid(tape) } }
      }
      #expect(allocates == false)
    }

    /// The measurement sees a single allocation that is released at once.
    @Test func theMeasurementSeesAllocations() throws {
      let schema = try compiled(#"{"type":"integer"}"#)
      let document = try json("\"a\"")
      #expect(
        document.withTape { tape in Allocator.isUsed { _ = schema.violations(tape) } } == true)
      #expect(Allocator.isUsed { malloc(24).map { free($0) } } == true)
      #expect(Allocator.isUsed {} == false)
    }
  }

  /// Tells whether code allocates, by the bytes the allocator has given away.
  ///
  /// What is released at once would not show, but for this: each thread keeps released pieces of up
  /// to 1,032 bytes to itself, and they count as given away. So the code runs on a new thread, which
  /// has kept none yet. And because other tests allocate meanwhile, that happens in a process of its
  /// own, split off from this one.
  enum Allocator {
    /// `struct mallinfo2` is ten words; this is the eighth.
    private static let bytesInUse = 7

    private typealias Fork = @convention(c) () -> pid_t
    /// On x86-64 a large result is returned through a pointer that goes first.
    private typealias Info = @convention(c) (UnsafeMutablePointer<Int>) -> UnsafeMutableRawPointer

    private final class Work {
      let body: () -> Void
      let info: Info
      var gained = 0
      init(_ body: @escaping () -> Void, _ info: @escaping Info) {
        self.body = body
        self.info = info
      }
    }

    /// Nil where it cannot be told.
    static func isUsed(_ body: () -> Void) -> Bool? {
      guard let fork = dlsym(nil, "fork"), let info = dlsym(nil, "mallinfo2") else { return nil }
      // Whatever is set up lazily is set up now.
      body()
      return withoutActuallyEscaping(body) { body in
        let work = Work(body, unsafeBitCast(info, to: Info.self))
        let child = unsafeBitCast(fork, to: Fork.self)()
        if child == 0 { measure(work) }
        guard child > 0 else { return nil }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        // The exit status, where there is one.
        guard status & 0x7F == 0 else { return nil }
        switch status >> 8 & 0xFF {
        case 0: return false
        case 1: return true
        default: return nil
        }
      }
    }

    private static func measure(_ work: Work) -> Never {
      alarm(60)
      var thread: pthread_t = 0
      let context = Unmanaged.passUnretained(work).toOpaque()
      let made = pthread_create(
        &thread, nil,
        { context in
          let work = Unmanaged<Work>.fromOpaque(context!).takeUnretainedValue()
          withUnsafeTemporaryAllocation(of: Int.self, capacity: 10) { words in
            _ = work.info(words.baseAddress!)
            let before = words[Allocator.bytesInUse]
            work.body()
            _ = work.info(words.baseAddress!)
            work.gained = words[Allocator.bytesInUse] - before
          }
          return nil
        }, context)
      guard made == 0 else { _exit(2) }
      pthread_join(thread, nil)
      _exit(work.gained == 0 ? 0 : 1)
    }
  }
#endif
