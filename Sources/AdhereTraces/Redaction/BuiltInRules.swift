/// The rules that are always applied, in the format of a user's file of rules. Patterns are
/// PCRE2's, over bytes; a pattern with a group replaces the group alone.
///
/// What has a form of its own comes first: a placeholder is named after the first rule that finds
/// a place.
enum BuiltInRules {
  /// Goes up with every change; traces hold it.
  static let version = "adhere-3"

  static let json = "{\"rules\": [\n\(services),\n\(named)\n]}"
}
