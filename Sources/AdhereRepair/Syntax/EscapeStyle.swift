/// How the backslashes of one string are meant, as far as the string shows it.
///
/// A model that writes `\(K_\beta\)` or `C:\docs\new` did not escape its backslashes at all: one
/// that begins no escape shows that those before `b`, `n` or `t` may be none either.
struct EscapeStyle {
  /// Where the string's inside begins; -1 before the first string.
  var start = -1
  /// The inside of a raw string of Python begins here.
  var rawStart = -1
  /// How far the string was looked through.
  var scanned = 0
  /// A backslash of it begins no escape.
  var isUnescaped = false
  /// It holds commands of TeX.
  var holdsTeX = false
  /// The end of the stretch without blanks that was looked at last.
  var runEnd = 0
  /// No backslash of that stretch is an escape: it is a path or a pattern.
  var isLiteralRun = false
}

/// Commands of TeX whose first letter makes an escape of JSON with the backslash, and frequent
/// others, by which a string shows that it holds TeX.
enum TeXCommand {
  static func isKnown(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count <= 16 && name.count >= 2 && known.contains(Array(name))
  }

  private static let known: Set<[UInt8]> = Set(
    [
      "nabla", "natural", "ne", "nearrow", "neg", "neq", "newcommand", "newline", "nexists",
      "ngeq", "ni", "nleq", "nless", "nmid", "nolimits", "nonumber", "norm", "not", "notin",
      "nparallel", "nsubseteq", "nu", "nwarrow", "rVert", "raggedright", "rangle", "rbrace",
      "rbrack", "rceil", "ref", "renewcommand", "rfloor", "rho", "right", "rightarrow",
      "rightharpoonup", "rightleftharpoons", "rm", "root", "rtimes", "rule", "rvert", "tag", "tan",
      "tanh", "tau", "tbinom", "textbf", "textcolor", "textit", "textrm", "textsf", "textstyle",
      "texttt", "text", "tfrac", "therefore", "theta", "thickapprox", "thinspace", "tilde", "times",
      "tiny", "to", "top", "tr", "triangle", "triangleq", "twoheadrightarrow",
      // Those that begin no escape.
      "alpha", "approx", "cdot", "cdots", "cos", "delta", "Delta", "epsilon", "eta", "exp", "gamma",
      "Gamma", "ge", "geq", "hat", "hbar", "iff", "in", "infty", "int", "kappa", "lambda",
      "Lambda", "langle", "ldots", "le", "left", "leq", "lim", "ln", "log", "mathbb", "mathbf",
      "mathcal", "mathrm", "mu", "omega", "Omega", "oint", "otimes", "overline", "partial", "phi",
      "Phi", "pi", "Pi", "pm", "prod", "psi", "Psi", "qquad", "quad", "sigma", "Sigma", "sim",
      "sin", "sqrt", "subset", "sum", "varepsilon", "varphi", "vec", "wedge", "xi", "zeta",
    ].map { Array($0.utf8) })
}
