/// Which of the calls found in a text are the answer. What a model writes around its answer
/// (explanations, examples, a dialogue it goes on with by itself) may hold calls too.
enum CallSelection {
  /// The regions that count, in order.
  static func select(_ regions: [CallRegion]) -> [CallRegion] {
    let fenced = regions.filter { $0.fence >= 0 }
    guard let first = fenced.first else { return regions }
    // Blocks of code: the first one that calls is the answer, unless the calls are spread over
    // the text one by one.
    let block = fenced.filter { $0.fence == first.fence }
    let total = regions.reduce(0) { $0 + $1.callCount }
    let inBlock = block.reduce(0) { $0 + $1.callCount }
    return total > inBlock ? regions : block
  }
}
