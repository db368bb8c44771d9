/// What reading a chunk has done, to tell whether one that looks like it will do the same.
struct ChunkEffects {
  /// Events that were told.
  var events = 0
  /// The last text that was told, and its node.
  var text: (target: Assembly.Target, node: Int)?
  /// What the chunk means depends on what came before: the same again might mean something else.
  var isSingular = false
}
