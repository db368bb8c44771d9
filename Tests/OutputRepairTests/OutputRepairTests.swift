import Testing

@Suite struct OutputRepairTests {}
