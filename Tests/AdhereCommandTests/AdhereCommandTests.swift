import Testing

@Suite struct AdhereCommandTests {}
