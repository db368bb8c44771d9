import AdhereJSON
import Foundation
import Testing

@testable import AdhereProviders
@testable import AdhereSchema

struct ProviderProfileTests {
  static let names = [
    "openai", "together", "fireworks", "anthropic", "gemini", "xai", "mistral", "groq", "ollama",
  ]

  @Test func everyProviderHasAProfile() {
    #expect(ProviderProfile.names == Self.names)
    #expect(ProviderProfile("none") == nil)
  }

  @Test(arguments: Array(zip(names, ProviderTables.texts)))
  func tableIsTheFile(name: String, text: [UInt8]) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../schemas/providers/\(name).json").standardizedFileURL
    #expect(try Array(Data(contentsOf: file)) == text)
  }

  @Test(arguments: names)
  func everyKeywordHasAStatus(name: String) throws {
    let profile = try #require(ProviderProfile(name))
    let missing = Keyword.allCases.map(\.rawValue)
      .filter { profile.keywords[$0] == nil && $0 != "$vocabulary" }
    #expect(missing == [])
  }
}
