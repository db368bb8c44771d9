internal import AdhereJSON

/// `unevaluatedItems`, `unevaluatedProperties`.
extension Compiler {
  mutating func writeUnevaluated(_ work: Work, _ block: inout Block) throws(SchemaError) {
    if let node = value(.unevaluatedItems) {
      block.flags |= Block.tracksItems
      let target = try self.block(work.source, node, work.resource, work.scope)
      emit(Instruction(.unevaluatedItems, .unevaluatedItems, a: target), work, node)
    }
    if let node = value(.unevaluatedProperties) {
      block.flags |= Block.tracksProperties
      let target = try self.block(work.source, node, work.resource, work.scope)
      emit(Instruction(.unevaluatedProperties, .unevaluatedProperties, a: target), work, node)
    }
  }
}
