internal import AdhereJSON

/// Where references lead.
extension Compiler {
  /// A schema and the resource it lies in.
  struct Target: Hashable {
    var place: SchemaPlace
    var resource: Int
  }

  /// What a reference in `resource` leads to.
  mutating func resolve(
    _ text: String, _ source: Int, _ resource: Int, _ node: Int
  ) throws(SchemaError) -> Target {
    let reference = URIReference(text)
    var base = resource
    if reference.scheme != nil || reference.authority != nil || !reference.path.isEmpty
      || reference.query != nil
    {
      let uri = reference.resolved(against: resources[resource].uri)
      guard let found = try load(uri, resource) else {
        throw error(
          .unresolvedReference, source, node,
          "\"\(text)\" leads to \(uri), which is not registered: add that document to the SchemaRegistry, or correct the reference"
        )
      }
      base = found
    }
    let root = SchemaPlace(source: resources[base].source, node: resources[base].node)
    guard let fragment = reference.fragment, !fragment.isEmpty else {
      return Target(place: root, resource: base)
    }
    guard let decoded = URIReference.decodeFragment(fragment) else {
      throw error(
        .unresolvedReference, source, node, "the fragment of \"\(text)\" is not percent-encoded")
    }
    let name = String(decoding: decoded, as: UTF8.self)
    if decoded.first == UInt8(ascii: "/") {
      if let target = try descend(name, from: base) { return target }
      throw error(
        .unresolvedReference, source, node,
        "\"\(text)\" leads nowhere: there is no value at \(name)"
          + suggestion(name, root))
    }
    if let anchor = resources[base].anchors[name] {
      return Target(place: SchemaPlace(source: root.source, node: anchor), resource: base)
    }
    throw error(
      .unresolvedReference, source, node, "\"\(text)\" leads nowhere: no schema has that anchor")
  }

  /// The definition that a pointer which leads nowhere may have meant, as the end of a message.
  private func suggestion(_ pointer: String, _ root: SchemaPlace) -> String {
    guard let wanted = JSONPointer(pointer)?.tokens.last else { return "" }
    let tape = sources[root.source].tape
    var places: [String] = []
    var names: [[UInt8]] = []
    for keyword: StaticString in ["$defs", "definitions"] {
      guard let definitions = tape.member(keyword, of: root.node) else { continue }
      for key in tape.children(of: definitions).prefix(1_000) {
        let name = StringText.decode(tape, key)
        names.append(name)
        places.append("#/\(keyword)" + name.withUnsafeBufferPointer { PointerText.token($0) })
      }
    }
    let wantedBytes = Array(wanted.utf8)
    guard let nearest = names.firstIndex(of: wantedBytes) ?? Nearness.nearest(wantedBytes, names)
    else { return "" }
    return " (did you mean \"\(places[nearest])\"?)"
  }

  /// The document with this URI, of the caller's or built in.
  func document(at uri: String) -> JSONDocument? {
    options.registry?.document(at: uri) ?? Metaschemas.document(at: uri)
      ?? Dialect(uri: uri).flatMap { Metaschemas.document(at: $0.rawValue) }
  }

  /// The resource with this URI, loading its document where need be.
  private mutating func load(_ uri: String, _ from: Int) throws(SchemaError) -> Int? {
    if let known = resourceByURI[uri] { return known }
    guard let document = document(at: uri) else { return nil }
    let source = sources.count
    sources.append(Source(document: document, tape: document.tape, root: 0, uri: uri))
    let kind = document.tape.kind(0)
    guard kind == .object || kind == .true || kind == .false else {
      throw error(.notASchema, source, 0, "the document is no schema: it is \(kind)")
    }
    let inherited = DialectRules(
      resources[from].rules.dialect, options)
    let resource = try addRoot(source, inherited)
    if resourceByURI[uri] == nil { resourceByURI[uri] = resource }
    try survey(source, 0, resource: resource)
    return resource
  }

  /// Follows a JSON Pointer from the root of a resource; where the resource is the schema that
  /// was given and the pointer leads nowhere, from the root of its document.
  private mutating func descend(
    _ text: String, from resource: Int
  ) throws(SchemaError) -> Target? {
    guard let pointer = JSONPointer(text) else { return nil }
    let source = resources[resource].source
    let root = resources[resource].node
    if let target = try descend(pointer, from: root, source, resource) { return target }
    guard root == sources[source].root, root != 0 else { return nil }
    return try descend(pointer, from: 0, source, resource)
  }

  private mutating func descend(
    _ pointer: JSONPointer, from root: Int, _ source: Int, _ resource: Int
  ) throws(SchemaError) -> Target? {
    let tape = sources[source].tape
    var current = root
    var enclosing = resource
    for token in pointer.tokens {
      guard let next = step(tape, source, current, token) else { return nil }
      current = next
      if let own = resourceAt[SchemaPlace(source: source, node: current)] { enclosing = own }
    }
    try survey(source, current, resource: enclosing)
    if let own = resourceAt[SchemaPlace(source: source, node: current)] { enclosing = own }
    return Target(place: SchemaPlace(source: source, node: current), resource: enclosing)
  }

  /// One reference token. Large objects, such as `$defs` with thousands of members, are indexed
  /// when they are first looked into.
  private mutating func step(
    _ tape: Tape, _ source: Int, _ node: Int, _ token: String
  ) -> Int? {
    let place = SchemaPlace(source: source, node: node)
    // Counting the members of a very large object takes a walk over all of them.
    if memberIndices[place] == nil {
      guard tape.kind(node) == .object, tape.count(of: node) > 16 else {
        return tape.resolve(JSONPointer(tokens: [token]), from: node)
      }
      var index: [UInt32: [Int]] = [:]
      for key in tape.children(of: node) { index[tape[key].link, default: []].append(key) }
      memberIndices[place] = index
    }
    var token = token
    return token.withUTF8 { name in
      memberIndices[place]?[Tape.keyHash(name)]?.last { StringText.equals(tape, $0, name) }
    }.map { $0 + 1 }
  }
}
