import Testing

@Suite struct SecondOpinionTests {}
