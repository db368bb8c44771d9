internal import AdhereJSON

extension KeywordShape {
  /// Draft 3 has it in the property, draft 4 asks for at least one name.
  static let required = KeywordShape(.boolean, to: .draft3).then(.someStrings, to: .draft4)
    .then(.strings)
}

/// `required` (2020-12 validation, section 6.5.3).
extension Compiler {
  /// Nodes that spell the required names.
  func requiredNames(_ work: Work, _ rules: DialectRules) -> [Int] {
    let tape = sources[work.source].tape
    guard rules.dialect == .draft3 else {
      return value(.required).map { Array(tape.children(of: $0)) } ?? []
    }
    guard let properties = value(.properties) else { return [] }
    return tape.children(of: properties).filter { key in
      tape.member("required", of: key + 1).map { tape.kind($0) == .true } ?? false
    }
  }

  func require(_ nodes: [Int], _ work: Work, _ list: inout NameList) {
    let tape = sources[work.source].tape
    for node in nodes {
      let name = names.decoded(tape, node)
      list.require(name, tape.kind(node) == .key ? tape[node].link : Tape.keyHash(name))
    }
  }
}

extension Describer {
  /// Names the missing ones in the order the schema lists them.
  @inline(never)
  mutating func required(
    _ plan: UnsafePointer<ObjectPlan>, _ node: Int, _ seen: UInt64, _ more: Set<UInt32>
  ) {
    let table = program.tables[Int(plan.pointee.table)]
    let origin = program.origin(.required, of: plan)
    let entries = table.entries
    func report(_ entry: Int) {
      _ = emit(ViolationDetail(.required(entry: entry), .required, origin), node)
    }
    // Mostly one name is missing, and few are: look for the lowest one again and again. Where
    // more are, sort them once.
    var last = -1
    for _ in 0..<8 {
      var next = -1
      for i in entries where isMissing(i, after: last, seen, more) {
        if next < 0 || program.entries[i].ordinal < program.entries[next].ordinal { next = i }
      }
      if next < 0 || isFull { return }
      last = Int(program.entries[next].ordinal)
      report(next)
    }
    let rest = entries.filter { isMissing($0, after: last, seen, more) }
      .sorted { program.entries[$0].ordinal < program.entries[$1].ordinal }
    for entry in rest {
      if isFull { return }
      report(entry)
    }
  }

  private func isMissing(
    _ entry: Int, after last: Int, _ seen: UInt64, _ more: Set<UInt32>
  ) -> Bool {
    let entry = program.entries[entry]
    return entry.ordinal != Instruction.none && Int(entry.ordinal) > last
      && (entry.bit != 0 ? seen & entry.bit == 0 : !more.contains(entry.ordinal))
  }
}

extension OutputWalk {
  /// Missing names that are noted of one object; of a longer list only its beginning.
  static var maximumMissing: Int { 100 }

  mutating func required(
    _ plan: UnsafePointer<ObjectPlan>, _ unit: Int, _ node: Int
  ) -> Bool {
    let details = missing(plan, node)
    note(details.isEmpty ? 0 : Int(plan.pointee.requiredCount))
    units[unit].errors = details
    return details.isEmpty
  }

  /// Draft 3's required, at the place it has in the property's schema.
  mutating func requiredInProperties(
    _ plan: UnsafePointer<ObjectPlan>, _ place: Place, _ node: Int
  ) -> Bool {
    let details = missing(plan, node)
    note(details.isEmpty ? 0 : Int(plan.pointee.requiredCount))
    for detail in details {
      guard case .required(let entry) = detail.cause else { continue }
      let origin = detail.resolvedOrigin(in: schema)
      let property = open(
        OutputUnit(
          isSchema: true, parent: 0, token: OutputWalk.token(program.entries[entry].text),
          instanceToken: "", source: origin.source, node: origin.object, resource: place.resource))
      let required = open(.required, place, Int(origin.value))
      units[required].errors = [detail]
      close(required, false)
      close(property, false)
    }
    return details.isEmpty
  }

  func missing(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> [ViolationDetail] {
    guard plan.pointee.requiredCount > 0 else { return [] }
    var seen = Set<UInt32>()
    for key in tape.children(of: node) {
      if let ordinal = entry(plan, key)?.pointee.ordinal { seen.insert(ordinal) }
    }
    let origin = program.origin(.required, of: plan)
    return program.tables[Int(plan.pointee.table)].entries
      .filter {
        let ordinal = program.entries[$0].ordinal
        return ordinal != Instruction.none && !seen.contains(ordinal)
      }
      .sorted { program.entries[$0].ordinal < program.entries[$1].ordinal }
      .prefix(isFull ? 1 : OutputWalk.maximumMissing)
      .map { ViolationDetail(.required(entry: $0), .required, origin) }
  }
}
