import AdhereJudging
import AdhereJSON
extension JSONWriter {
  package static func quoted(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var text = text
    text.withUTF8 { JSONWriter.append(quoted: $0, to: &out) }
    return out
  }
}
