import AdhereJSON
import AdhereRepair

/// A `function_call` item that the provider did not write, as OpenAI writes one.
///
/// The ids are made of the answer's id, so that the same answer gets the same ones.
struct ResponseItem {
  let call: ToolCall
  let id: String
  let callID: String

  /// - Parameters:
  ///   - seed: differs between answers.
  ///   - number: differs between the calls of an answer.
  init(_ call: ToolCall, seed: [UInt8], number: Int) {
    self.call = call
    callID = CallsInText.id(seed, 0, number)
    id = "fc_" + callID.dropFirst("call_".count)
  }

  /// The item, or as it is when it begins: without arguments.
  func json(begins: Bool = false) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", id)
    writer.member("type", "function_call")
    writer.member("status", begins ? "in_progress" : "completed")
    writer.member("arguments", begins ? [] : call.arguments)
    writer.member("call_id", callID)
    writer.member("name", call.name)
    writer.endObject()
    return writer.bytes
  }

  /// The data of the events that bring the item, each with its type.
  ///
  /// - Parameters:
  ///   - index: its `output_index`.
  ///   - sequence: `sequence_number` of the first one; nil where the stream has none.
  func events(index: Int, sequence: Int?) -> [(type: String, data: [UInt8])] {
    var next = sequence
    func event(
      _ type: StaticString, _ write: (inout JSONWriter) -> Void
    ) -> (String, [UInt8]) {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("type", "\(type)")
      if let number = next {
        writer.member("sequence_number", number)
        next = number + 1
      }
      writer.member("output_index", index)
      write(&writer)
      writer.endObject()
      return ("\(type)", writer.bytes)
    }
    return [
      event("response.output_item.added") { $0.member("item", raw: json(begins: true)) },
      event("response.function_call_arguments.delta") {
        $0.member("item_id", id)
        $0.member("delta", call.arguments)
      },
      event("response.function_call_arguments.done") {
        $0.member("item_id", id)
        $0.member("name", call.name)
        $0.member("arguments", call.arguments)
      },
      event("response.output_item.done") { $0.member("item", raw: json()) },
    ]
  }
}

/// The elements of a list, to leave some out and put others in.
struct ListEdits {
  /// Byte ranges of the elements, in order.
  let elements: [Range<Int>]
  /// Of the list, with its brackets.
  let list: Range<Int>

  /// - Parameters:
  ///   - removed: elements that are left out.
  ///   - added: JSON texts, by the element that they follow; it stays.
  func edits(removed: Set<Int>, added: [Int: [[UInt8]]]) -> [Edit] {
    var out: [Edit] = []
    var hasKept = false
    for (index, element) in elements.enumerated() {
      if removed.contains(index) {
        // With the comma before it, or the one behind it where nothing stays before it.
        let start = hasKept ? elements[index - 1].upperBound : element.lowerBound
        let isLast = index + 1 == elements.count
        let end = hasKept || isLast ? element.upperBound : elements[index + 1].lowerBound
        out.append(Edit(start..<end, []))
      } else {
        hasKept = true
        if let new = added[index] {
          out.append(
            Edit(element.upperBound..<element.upperBound, new.flatMap { Array(",".utf8) + $0 }))
        }
      }
    }
    return out
  }

  /// Adds JSON texts at the end.
  func appending(_ new: [[UInt8]]) -> Edit {
    let place = elements.last?.upperBound ?? list.upperBound - 1
    let text = Array(new.joined(separator: Array(",".utf8)))
    return Edit(place..<place, (elements.isEmpty ? [] : Array(",".utf8)) + text)
  }
}
