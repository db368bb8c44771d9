#if CLI
  import AdhereRepair
  import ArgumentParser

  /// A value of `--form`.
  struct FormName: ExpressibleByArgument {
    let value: Form

    init?(argument: String) {
      guard let value = Form(rawValue: argument) else { return nil }
      self.value = value
    }

    static var allValueStrings: [String] { Form.allCases.map(\.rawValue) }
  }
#endif
