import AdhereProviders
import Testing

@Suite struct ProviderAddressTests {
  @Test func `addresses end with no slash, and names are in small letters`() {
    for (name, url) in ProviderAddress.all {
      #expect(name == name.lowercased())
      #expect(url.hasPrefix("http") && !url.hasSuffix("/"), "\(url)")
    }
  }

  @Test(arguments: [
    ("openrouter.ai", true), ("eu.openrouter.ai", true), ("notopenrouter.ai", false),
    ("api.together.xyz", false),
  ]) func `some APIs take plugins`(host: String, wanted: Bool) {
    #expect(ProviderAddress.readsPlugins(host: host) == wanted)
  }
}
