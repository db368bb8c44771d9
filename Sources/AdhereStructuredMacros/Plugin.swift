#if Structured
  import SwiftCompilerPlugin
  import SwiftSyntaxMacros

  /// What the compiler starts.
  @main
  struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [StructuredMacro.self, KeywordsMacro.self]
  }
#else
  /// Without the trait `Structured` there is nothing to expand, and no swift-syntax to do it.
  @main
  enum Plugin {
    static func main() {}
  }
#endif
