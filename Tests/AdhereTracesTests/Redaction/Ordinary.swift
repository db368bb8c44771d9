/// Texts of every day that hold no secret, chosen because they look a little like one. `{d4}` and the
/// like are as in ``Sample``; `~` is a sign, or none.
enum Ordinary {
  static let forms: [(String, [String])] = [
    ("identifiers", ["{UUID}", "id={UUID}", "urn:uuid:{UUID}", "ticket {d3}-{d3}-{d4}"]),
    ("hashes", ["{h40}", "sha256:{h64}", "commit {h7}", "md5 {h32}", "etag \"{h32}\""]),
    ("numbers", ["~{d8}", "~{d5} ~{d3}", "~{d2}.{d6} ~{d2}.{d6}", "~{d3}.{d4}%", "{d12}"]),
    ("coordinates", ["~4{d1}.{d6}, ~1{d1}.{d6}", "{d2}°{d2}'{d2}\" N", "geo:{d2}.{d4},{d2}.{d4}"]),
    (
      "times",
      [
        "2026-11-2{d1}T0{d1}:1{d1}:0{d1}Z", "17{d11}", "17{d8}", "1{d1}.11.2026",
        "0{d1}:3{d1}:1{d1}",
      ]
    ),
    (
      "versions",
      ["v1.{d1}.{d2}", "{d1}.{d2}.{d1}-beta.{d1}", "node@{d2}.{d1}.0", "lodash@4.17.{d2}"]
    ),
    ("addresses", ["10.{d1}.{d2}.{d1}", "http://localhost:{d4}/v1/items/{d5}", "fe80::{h4}:{h4}"]),
    (
      "code",
      [
        "let token = lexer.next()", "token_count = {d4}", "max_tokens={d4}",
        "tokenizer: cl100k_base",
        "key = row[\"name\"]", "secret = os.environ[\"X\"]", "password: String",
        "const apiKey = null;",
        "if (token === undefined) return", "api_key=os.getenv(\"OPENAI_API_KEY\")",
        "session = requests.Session()", "auth = HTTPBasicAuth(user, password)",
      ]
    ),
    (
      "CSS",
      [
        ".sk-toggleable__content-item { margin: {d1}px }", "#a{h5}", "color: #{h6}; width: {d3}px",
        "sk-estimator-doc-link.fitted:hover",
      ]
    ),
    ("goods", ["978-3-{d2}-{d6}-{d1}", "400{d10}", "ISBN 978{d10}", "SKU {u8}", "order {d9}"]),
    ("money", ["{d1}.{d3},{d2} EUR", "${d3},{d3}.{d2}", "~{d4}.{d2}", "{d9} JPY"]),
    ("names", ["icon@2x.png", "logo@3x.jpg", "git@github.com:a/b.git", "@decorator", "user@host"]),
    (
      "models",
      [
        "meta-llama/Llama-3.3-70B-Instruct-Turbo", "gpt-4o-2024-08-06",
        "claude-3-5-sonnet-2024{d4}",
        "text-embedding-3-large", "accounts/fireworks/models/qwen2p5-72b-instruct",
      ]
    ),
    (
      "sentences",
      [
        "The password is required to sign in.", "Enter your API key: see the settings.",
        "She sold {d3} keys and {d2} tokens.", "The token expired after {d4} seconds.",
        "Phone support is open from {d1} to 1{d1}.", "Call me in {d2} minutes.",
        "A cookie: none was set.", "Fax machines of 19{d2} weigh {d2} kg.",
        "The secret is patience.",
      ]
    ),
    (
      "schemas",
      [
        #"{"type":"string","format":"password"}"#, #"{"token":{"type":"string"}}"#,
        #"{"api_key":{"type":"string","description":"the key"}}"#, #"{"phone":"string"}"#,
        #"{"required":["password","token"]}"#,
      ]
    ),
    ("pictures", ["data:image/png;base64,iVBORw0KGgo{a60}", "{a4}/{w30}.png", "blob:{UUID}"]),
  ]

  static func signed(_ text: String, _ numbers: inout some RandomNumberGenerator) -> String {
    var out = ""
    for character in text {
      if character == "~" {
        out += ["+", "-", ""].randomElement(using: &numbers) ?? ""
      } else {
        out.append(character)
      }
    }
    return out
  }
}
