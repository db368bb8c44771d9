import Testing

@Suite struct AdherenceTests {}
