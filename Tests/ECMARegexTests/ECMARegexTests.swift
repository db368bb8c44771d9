import Testing

@Suite struct ECMARegexTests {}
