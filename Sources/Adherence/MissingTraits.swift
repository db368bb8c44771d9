// What a program names that forgot a trait: the compiler then says which one.

#if !Client
  /// The HTTP client for providers; needs the trait `Client`.
  @available(
    *, unavailable,
    message: "needs the trait Client: .package(url: …, traits: [\"Client\"]) in Package.swift"
  )
  public struct ProviderClient {
    /// Unavailable.
    public init<Provider>(_ provider: Provider) {}
  }

  /// The provider to ask; needs the trait `Client`.
  @available(
    *, unavailable,
    message: "needs the trait Client: .package(url: …, traits: [\"Client\"]) in Package.swift"
  )
  public struct Provider {}
#endif

#if !Store
  /// The store of traces and counts; needs the trait `Store`.
  @available(
    *, unavailable,
    message: "needs the trait Store: .package(url: …, traits: [\"Store\"]) in Package.swift"
  )
  public struct TraceStore {}
#endif

#if !Structured
  // An attribute of a type is a macro or a global actor; a macro would need a plugin.

  /// `@Structured`, a schema from the source of a type; needs the trait `Structured`.
  @available(
    *, unavailable,
    message:
      "needs the trait Structured: .package(url: …, traits: [\"Structured\"]) in Package.swift"
  )
  @globalActor public actor Structured {
    /// Unavailable.
    public static let shared = Structured()
  }
#endif
