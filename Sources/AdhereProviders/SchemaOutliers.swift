internal import AdhereJSON
internal import AdhereSchema

/// Schemas by a reference alone: it leads to where JSON Schema knows none, as under `components` of
/// OpenAPI or in a member of `definitions` that only holds others.
///
/// No keyword leads to them, and what knows schemas by their keywords passes them over.
struct SchemaOutliers {
  private let root: SchemaNode
  private let dialect: Dialect
  /// Where all schemas stand, those within outliers too.
  private(set) var places: [ObjectIdentifier: JSONPointer] = [:]
  /// All schemas.
  private(set) var schemas: [SchemaNode] = []
  /// Those that are no part of another one, in the order in which they were found.
  var outermost: [(node: SchemaNode, pointer: JSONPointer)] {
    found.compactMap { node in
      isPart.contains(ObjectIdentifier(node))
        ? nil : places[ObjectIdentifier(node)].map { (node, $0) }
    }
  }
  private var found: [SchemaNode] = []
  /// Outliers that turned out to stand in another one.
  private var isPart: Set<ObjectIdentifier> = []
  /// All schemas that no keyword leads to from the root.
  private var inside: Set<ObjectIdentifier> = []

  init(_ root: SchemaNode, _ dialect: Dialect = .draft2020) {
    self.root = root
    self.dialect = dialect
    var references = add(root, JSONPointer())[...]
    while let reference = references.popFirst() {
      guard let target = root.resolve(reference), target.isSchema,
        places[ObjectIdentifier(target)] == nil,
        let pointer = JSONPointer(fragment: reference.dropFirst())
      else { continue }
      found.append(target)
      let count = schemas.count
      references += add(target, pointer)
      inside.formUnion(schemas[count...].map(ObjectIdentifier.init))
    }
  }

  /// Adds a schema and those inside it.
  ///
  /// - Returns: the references in them.
  private mutating func add(_ start: SchemaNode, _ pointer: JSONPointer) -> [String] {
    var references: [String] = []
    var work = [(node: start, pointer: pointer)]
    while let (node, pointer) = work.popLast() {
      guard places.updateValue(pointer, forKey: ObjectIdentifier(node)) == nil else {
        isPart.insert(ObjectIdentifier(node))
        continue
      }
      schemas.append(node)
      if let reference = node["$ref"]?.text, reference.hasPrefix("#/") {
        references.append(reference)
      }
      for inner in node.applied(dialect).reversed() {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens)))
      }
    }
    return references
  }

  // MARK: - Moving

  /// Moves them under `$defs`, with the references that lead into them; a keyword of no draft that
  /// held one is left out, as it asks nothing.
  ///
  /// - Parameter note: is told what became of a schema, or of its keyword.
  mutating func move(_ note: (SchemaNode, String?, String) -> Void) {
    let outliers = outermost
    guard !outliers.isEmpty else { return }
    let references = schemas.compactMap { node in
      node["$ref"]?.text.flatMap { root.resolve($0) }.map { (node: node, target: $0) }
    }
    // Before anything moves, as the ways to them lead through each other.
    let holders = outliers.map { holder(of: $0.pointer) }
    var twins: [ObjectIdentifier: SchemaNode] = [:]
    var numbers: [String: Int] = [:]
    for (outlier, holder) in zip(outliers, holders) {
      let name = SchemaReferences.freeName(outlier.pointer.tokens.last, root, &numbers)
      let definitions = root["$defs"] ?? SchemaNode(.object([]))
      // The value of a keyword stays as it is.
      definitions.set(
        name, Self.isKeyword(holder.keyword) ? twin(outlier.node, &twins) : outlier.node)
      root.set("$defs", definitions)
      note(outlier.node, nil, "stands under $defs now, where references lead")
    }
    let moved = SchemaUpdate.places(root)
    for (node, target) in references {
      let twin = twins[ObjectIdentifier(target)].flatMap { isOutlier(target) ? $0 : nil }
      guard let place = moved[ObjectIdentifier(twin ?? target)],
        place != places[ObjectIdentifier(target)] || twin != nil
      else { continue }
      let reference = SchemaNode.string("#" + SchemaReferences.encoded(place.description))
      let other = twins[ObjectIdentifier(node)]
      other?.set("$ref", reference)
      if other == nil || !isOutlier(node) { node.set("$ref", reference) }
    }
    let emptied = holders.filter {
      !Self.isKeyword($0.keyword) && $0.schema[$0.keyword] != nil
    }
    let needed = needed(of: Set(emptied.map(\.id)))
    var copied: Set<Holder.ID> = []
    for holder in emptied {
      guard let value = holder.schema[holder.keyword] else { continue }
      if needed.contains(holder.id) {
        // What has moved is another one than what stays.
        if copied.insert(holder.id).inserted {
          holder.schema.set(holder.keyword, value.copy())
        }
        continue
      }
      holder.schema.remove(holder.keyword)
      note(
        holder.schema, holder.keyword,
        "is left out: what references lead to in it stands under $defs now")
    }
  }

  /// Which of these members stand on the way to what some string leads to that is not known as a
  /// reference, as in the `mapping` of a discriminator.
  private func needed(of members: Set<Holder.ID>) -> Set<Holder.ID> {
    var needed: Set<Holder.ID> = []
    var work = [root]
    while let node = work.popLast() {
      work += node.items
      let isSchema = places[ObjectIdentifier(node)] != nil
      for member in node.members where !isSchema || member.name != "$ref" {
        let id = Holder.ID(schema: ObjectIdentifier(node), keyword: member.name)
        if !members.contains(id) { work.append(member.value) }
      }
      guard let text = node.text, text.hasPrefix("#/"),
        let pointer = JSONPointer(fragment: text.dropFirst())
      else { continue }
      var step = root
      for token in pointer.tokens {
        guard let inner = step.step(token) else { break }
        let id = Holder.ID(schema: ObjectIdentifier(step), keyword: token)
        if members.contains(id), needed.insert(id).inserted { work.append(inner) }
        step = inner
      }
    }
    return needed
  }

  private func isOutlier(_ node: SchemaNode) -> Bool { inside.contains(ObjectIdentifier(node)) }

  /// A copy that takes the place of a schema for what leads to it.
  private mutating func twin(
    _ node: SchemaNode, _ twins: inout [ObjectIdentifier: SchemaNode]
  ) -> SchemaNode {
    let made = node.copy()
    var work = [(node, made)]
    while let (old, new) = work.popLast() {
      if let place = places[ObjectIdentifier(old)] {
        twins[ObjectIdentifier(old)] = new
        places[ObjectIdentifier(new)] = place
        schemas.append(new)
      }
      work += zip(old.items, new.items)
      work += zip(old.members.map(\.value), new.members.map(\.value))
    }
    return made
  }

  /// Whether any draft knows it.
  static func isKeyword(_ name: String) -> Bool { Dialect.draft2020.defines(name) != nil }

  /// What an outlier stands in.
  private struct Holder {
    /// The innermost schema on the way to it.
    var schema: SchemaNode
    /// The member of that schema, which is no schema.
    var keyword: String
    var id: ID { ID(schema: ObjectIdentifier(schema), keyword: keyword) }

    struct ID: Hashable {
      var schema: ObjectIdentifier
      var keyword: String
    }
  }

  private func holder(of pointer: JSONPointer) -> Holder {
    var holder = Holder(schema: root, keyword: "")
    var node = root
    for token in pointer.tokens {
      if places[ObjectIdentifier(node)] != nil {
        (holder.schema, holder.keyword) = (node, token)
      }
      guard let inner = node.step(token) else { break }
      node = inner
    }
    return holder
  }
}
