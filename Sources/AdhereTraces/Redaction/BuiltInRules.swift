import AdhereJudging

/// The rules that are always applied, as a file of users' own rules has them. Patterns are
/// PCRE2's; where there is a group, it is what is replaced.
enum BuiltInRules {
  /// Goes up with every change; traces tell it.
  static let version = "adhere-2"

  static let json = #"""
    {"rules": [
      {"id": "private-key", "kind": "secret", "keywords": ["private key"], "pattern": "-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^\"-]{16,}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?"},
      {"id": "anthropic-api-key", "kind": "secret", "keywords": ["sk-ant-"], "pattern": "\\bsk-ant-[A-Za-z0-9_-]{20,}"},
      {"id": "openrouter-api-key", "kind": "secret", "keywords": ["sk-or-"], "pattern": "\\bsk-or-v1-[0-9a-f]{32,}"},
      {"id": "openai-api-key", "kind": "secret", "keywords": ["sk-"], "pattern": "\\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}"},
      {"id": "together-api-key", "kind": "secret", "keywords": ["tgp_v1_"], "pattern": "\\btgp_v1_[A-Za-z0-9_-]{20,}"},
      {"id": "together-api-key", "kind": "secret", "keywords": ["together"], "pattern": "(?i)\\btogether[a-z_. -]{0,16}(?:key|token|secret)[\\\\\"'\\s:=]{1,6}([0-9a-f]{64})\\b"},
      {"id": "fireworks-api-key", "kind": "secret", "keywords": ["fw_"], "pattern": "\\bfw_[A-Za-z0-9]{20,}"},
      {"id": "groq-api-key", "kind": "secret", "keywords": ["gsk_"], "pattern": "\\bgsk_[A-Za-z0-9]{32,}"},
      {"id": "mistral-api-key", "kind": "secret", "keywords": ["mistral"], "pattern": "(?i)\\bmistral[a-z_. -]{0,16}(?:key|token|secret)[\\\\\"'\\s:=]{1,6}([A-Za-z0-9]{32})\\b"},
      {"id": "xai-api-key", "kind": "secret", "keywords": ["xai-"], "pattern": "\\bxai-[A-Za-z0-9]{40,}"},
      {"id": "perplexity-api-key", "kind": "secret", "keywords": ["pplx-"], "pattern": "\\bpplx-[A-Za-z0-9]{32,}"},
      {"id": "huggingface-token", "kind": "secret", "keywords": ["hf_"], "pattern": "\\bhf_[A-Za-z0-9]{30,}"},
      {"id": "replicate-token", "kind": "secret", "keywords": ["r8_"], "pattern": "\\br8_[A-Za-z0-9]{30,}"},
      {"id": "nvidia-api-key", "kind": "secret", "keywords": ["nvapi-"], "pattern": "\\bnvapi-[A-Za-z0-9_-]{40,}"},
      {"id": "google-api-key", "kind": "secret", "keywords": ["aiza"], "pattern": "\\bAIza[0-9A-Za-z_-]{35}"},
      {"id": "aws-access-key", "kind": "secret", "keywords": ["akia", "asia", "abia", "acca"], "pattern": "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b"},
      {"id": "aws-secret-key", "kind": "secret", "keywords": ["aws"], "pattern": "(?i)\\baws[a-z_. -]{0,20}(?:key|secret|token)[\\\\\"'\\s:=]{1,6}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"},
      {"id": "azure-storage-key", "kind": "secret", "keywords": ["accountkey="], "pattern": "(?i)AccountKey=([A-Za-z0-9/+]{86}==)"},
      {"id": "github-token", "kind": "secret", "keywords": ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], "pattern": "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})"},
      {"id": "gitlab-token", "kind": "secret", "keywords": ["glpat-", "gldt-", "glrt-"], "pattern": "\\bgl(?:pat|dt|rt)-[A-Za-z0-9_-]{20,}"},
      {"id": "slack-token", "kind": "secret", "keywords": ["xox"], "pattern": "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"},
      {"id": "slack-webhook", "kind": "secret", "keywords": ["hooks.slack.com"], "pattern": "hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9/_+]{20,})"},
      {"id": "stripe-key", "kind": "secret", "keywords": ["k_live_", "k_test_", "whsec_"], "pattern": "\\b(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9/+]{24,})"},
      {"id": "sendgrid-key", "kind": "secret", "keywords": ["sg."], "pattern": "\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}"},
      {"id": "twilio-key", "kind": "secret", "keywords": ["twilio"], "pattern": "\\b(?:SK|AC)[0-9a-f]{32}\\b"},
      {"id": "npm-token", "kind": "secret", "keywords": ["npm_"], "pattern": "\\bnpm_[A-Za-z0-9]{36}\\b"},
      {"id": "pypi-token", "kind": "secret", "keywords": ["pypi-"], "pattern": "\\bpypi-[A-Za-z0-9_-]{50,}"},
      {"id": "digitalocean-token", "kind": "secret", "keywords": ["_v1_"], "pattern": "\\bdo[opr]_v1_[a-f0-9]{64}\\b"},
      {"id": "databricks-token", "kind": "secret", "keywords": ["dapi"], "pattern": "\\bdapi[a-f0-9]{32}\\b"},
      {"id": "telegram-token", "kind": "secret", "keywords": [":aa"], "pattern": "\\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\\b"},
      {"id": "json-web-token", "kind": "secret", "keywords": ["eyj"], "pattern": "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*"},
      {"id": "bearer-token", "kind": "secret", "keywords": ["bearer"], "pattern": "(?i)\\bbearer\\s+([A-Za-z0-9._~+/-]{20,}=*)", "check": "random"},
      {"id": "url-password", "kind": "secret", "keywords": ["://"], "pattern": "://[^/\\s:@\"'<>]{1,100}:([^/\\s:@\"'<>]{3,100})@"},
      {"id": "password", "kind": "secret", "keywords": ["passw", "passphrase"], "pattern": "(?i)(?:passw(?:or)?d|passphrase)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']([^\"'\\\\<>{}\\[\\]:]{4,200})\\\\?[\"']"},
      {"id": "password", "kind": "secret", "keywords": ["passw"], "pattern": "(?i)passw(?:or)?d=(?=[^\\s\"'\\\\&;,<>()]*[0-9])([^\\s\"'\\\\&;,<>()]{6,200})"},
      {"id": "password", "kind": "secret", "keywords": ["password is"], "pattern": "(?i)\\bpassword is:? (?=[^\\s\"'\\\\<>]*[0-9])([^\\s\"'\\\\<>]{6,200})"},
      {"id": "password", "kind": "secret", "keywords": ["key", "secret", "passw", "token"], "pattern": "(?i)(?:api[_-]?key|secret(?:[_-]?key)?|passw(?:or)?d|(?:access|auth|refresh)[_-]?token|client[_-]?secret)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']([^\"'\\\\\\s<>]{8,200})", "check": "random"},
      {"id": "email", "kind": "email", "keywords": ["@"], "pattern": "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}(?![A-Za-z0-9-])"},
      {"id": "iban", "kind": "iban", "pattern": "(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])", "check": "iban"},
      {"id": "card", "kind": "card", "pattern": "(?<![0-9A-Za-z.-])[2-6][0-9]{3}(?:[ -]?[0-9]){10,15}(?![0-9A-Za-z]|\\.[0-9])", "check": "luhn"},
      {"id": "phone", "kind": "phone", "pattern": "(?<![0-9A-Za-z.+])(?:\\+[1-9][0-9]{0,2}[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}|\\([2-9][0-9]{2}\\) ?[0-9]{3}[ .-][0-9]{4}|[2-9][0-9]{2}[.-][0-9]{3}[.-][0-9]{4})(?![0-9A-Za-z]|[.-][0-9])"}
    ]}
    """#
}
