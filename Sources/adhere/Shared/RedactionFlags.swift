import AdhereRepair
import AdhereSchema

#if CLI
  import AdhereTraces

  /// The redactor that `--redact-rules` and the flags of judging describe.
  enum RedactionFlags {
    static func redactor(_ path: String?, _ judging: JudgingOptions?) throws(CommandError)
      -> Redactor
    {
      let policy = try judging?.repairs.policy() ?? .init()
      let options = judging?.schemaOptions() ?? .init()
      guard let path else { return Redactor(policy: policy, schemaOptions: options) }
      do throws(RedactionError) {
        return try Redactor(
          rules: try read(path), policy: policy, schemaOptions: options)
      } catch {
        throw CommandError("\(path): \(error.message)")
      }
    }

    private static func read(_ path: String) throws(RedactionError) -> [UInt8] {
      do throws(CommandError) {
        return try FileBytes.read(path)
      } catch {
        throw RedactionError(error.message)
      }
    }
  }
#endif
