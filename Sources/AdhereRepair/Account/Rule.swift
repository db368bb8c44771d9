/// A repair rule. Its ``id`` is its stable name in records, flags and metrics.
///
/// Everything that is said of a rule is in one table, which `adhere rules` prints. The list
/// grows: a `switch` over it needs a `default`.
///
///     Rule(id: "trailing-comma")?.tier   // .lossless
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum Rule: UInt8, CaseIterable, Sendable, Hashable {
  /// Reasoning blocks of the model families, also where the opening tag was lost.
  case stripThink
  /// One fence around the answer, any language tag, also where one of its ends was lost. Fences
  /// inside strings are text.
  case stripFence
  /// Tags and special tokens such as `<tool_call>`, `[TOOL_CALLS]` or `<|python_tag|>`.
  case stripMarkup
  /// Text before and after the answer, where just one value or one run of calls can be the
  /// answer. What is left out is in the account.
  case stripProse
  /// Several calls in several places become one list, in their order.
  case joinCalls
  /// Calls that come round again and again in the same order until the text is cut off, four times
  /// at least: the model went round in circles. Elsewhere repetition may be meant.
  case repeatedAnswer
  /// `name` and then an object, with a line end or markup between them, as GLM, Mistral and
  /// others write calls.
  case nameBeforeArguments
  /// The forms `<function=f><parameter=a>`, `<invoke name="f"><parameter name="a">` and
  /// `<f><a>…</a></f>`. Values are text until the schema says otherwise.
  case xmlParameters
  /// Calls under other keys (`parameters`, `args`), in wrappers (`tool_calls`, `function`), as
  /// `{"f":{…}}` or `["f",{…}]`.
  case callEnvelope
  /// All members of a call but its name are its arguments.
  case flatArguments
  /// A string whose text is a call of an offered tool.
  case quotedCall
  /// Arguments are an object; a string in their place that holds one is that object.
  case stringifiedArguments
  /// `""`, `null` and `[]` in place of arguments mean that there are none; the schema says
  /// whether that will do.
  case emptyArguments
  /// A name that differs from one offered tool in case, dots, dashes, a `functions.` prefix or a
  /// special token stuck to it alone, and from no other.
  case toolName
  /// The whole text is the inside of a JSON string, and parses once that is undone.
  case unescapeWhole
  /// A text without any JSON, under a schema that takes a string and nothing else of it.
  case textAsString
  /// Where no schema says what was wanted. Words that look like a misspelt literal stay unread.
  case bareText
  /// Values with nothing but commas and line ends between them, where a list conforms.
  case listDocuments
  /// A name that is not offered, lacks the namespace or first words of just one tool, and comes
  /// with arguments that name only that tool's parameters.
  case nearestTool
  /// A name that is not offered, differs from just one tool by a letter or two inside one word, and
  /// comes with arguments that name only that tool's parameters. Two tools may be as like.
  case toolSlip
  /// White space outside strings that JSON does not know: no-break space, byte order mark, form
  /// feed.
  case exoticSpace
  /// A backslash before a line end outside strings, as in Python.
  case lineContinuation
  /// `//`, `#` and `/* */` outside strings.
  case comment
  /// What the model left out stays left out: the value is not the whole one.
  case ellipsis
  /// A comma that no element follows.
  case trailingComma
  /// A comma that no element precedes.
  case leadingComma
  /// Two commas with nothing between them.
  case repeatedComma
  /// Two complete values side by side.
  case missingComma
  /// A key and a value side by side.
  case missingColon
  /// As Ruby, PHP and assignments write it.
  case equalsForColon
  /// A key and a colon, and then the member ends.
  case missingValue
  /// A key that is a plain word or number.
  case unquotedKey
  /// Strings as Python and JavaScript write them; double quotes inside are escaped.
  case singleQuotes
  /// Pairs of curly quotes as delimiters; inside other strings they are text.
  case smartQuotes
  /// Template strings without placeholders.
  case backtickQuotes
  /// Python's long strings; line ends inside are kept.
  case tripleQuotes
  /// Gemma's `<|"|>` and `<escape>`. What is between them is text as it is, backslashes
  /// included.
  case familyQuotes
  /// A quote ends a string only where what follows could follow a string there; another one is
  /// part of the text. Apostrophes between letters always are.
  case innerQuotes
  /// An escape that Python knows and JSON does not.
  case escapedApostrophe
  /// Escapes of Python and JavaScript with an exact counterpart in JSON.
  case foreignEscape
  /// Text that was escaped for a Markdown renderer.
  case markdownEscape
  /// The backslash is kept, as in paths and patterns; dropping it would lose a byte.
  case keepBackslash
  /// Line ends, tabs and other control characters inside a string.
  case rawControl
  /// JSON is UTF-8; which character the byte was meant to be is not known.
  case invalidUTF8
  /// Literal strings joined with +.
  case stringConcatenation
  /// The letters r, b and u before a quote. An f-string is an expression and stays unread.
  case stringPrefix
  /// True, False, None and other spellings, in value position.
  case literals
  /// JavaScript's undefined is not null, but the nearest thing JSON has.
  case undefined
  /// JSON has no such numbers.
  case nonFinite
  /// Other spellings of the same number: a bare point, a plus sign, underscores, hexadecimal.
  case numberForm
  /// Digits may be missing: the number is not certain.
  case truncatedNumber
  /// Sums, products, quotients and powers of literal numbers, only where the result is exact.
  case literalArithmetic
  /// In program text: a variable that is assigned once, in a line of its own, a literal value,
  /// and never changed. Any other variable stays unread.
  case literalVariable
  /// In program text: a bare word that the user's own words write as a name, where text is wanted
  /// and the program assigns it nothing. Any other variable stays unread.
  case promptName
  /// Values in parentheses, with a comma.
  case tuple
  /// Strings in braces with commas and no colon between them. JSON has no sets; in a list they
  /// keep their order.
  case setLiteral
  /// A quote right behind a number and before a comma or closing bracket has no partner.
  case strayQuote
  /// Where a key begins inside a string, or where the text ends in just the brackets that are
  /// still open, the string must have ended before.
  case missingEndQuote
  /// Bare text that ends in a quote, where a string may end.
  case missingStartQuote
  /// JavaScript's regular expressions; the slashes and flags stay in the text.
  case regexLiteral
  /// A single value in parentheses is that value.
  case parentheses
  /// JSONP.
  case functionWrapper
  /// Constructors of Python, MongoDB and JavaScript around one value.
  case typeWrapper
  /// Text in value position of a JSON object or list, up to where the value must end.
  case unquotedString
  /// A call inside a string cannot quote its text. In program text a bare word is a variable and
  /// stays unread.
  case bareArgument
  /// Calls of offered tools with keyword arguments.
  case pythonCall
  /// Arguments without a name, in the order in which the tool declares its parameters.
  case positionalArgument
  /// The closing bracket of an outer value ends the inner ones; at the end of the text it stands
  /// for the right one.
  case mismatchedClose
  /// A closing bracket for which nothing is open.
  case extraClose
  /// A key with its colon can only belong to the object that was just closed.
  case earlyClose
  /// An object begins where only a key can be, inside a list of objects.
  case missingClose
  /// A key with its colon is in a list or at the beginning of the text.
  case missingOpen
  /// The text was cut off; what is missing is not known.
  case closeTruncated
  /// Where no other reading of the text is as near.
  case extraOpen
  /// Where no other reading of the text is as near.
  case lookAlikeMark
  /// Where no other reading of the text is as near.
  case swappedMarks
  /// Where no other reading of the text is as near.
  case wrongMark
  /// Where no other reading of the text is as near.
  case strayMark
  /// Another reading of the text is as near.
  case nearestReading
  /// Where the schema wants a number and the string is exactly one.
  case stringToNumber
  /// Where the schema wants a boolean and the string says true or false, in any case.
  case stringToBoolean
  /// Where the schema wants a boolean: yes and no, on and off, 1 and 0, as words or numbers.
  case wordToBoolean
  /// Where the schema wants a string. The digits stay as they were written.
  case scalarToString
  /// Where the schema wants a list and the value is one element of it: no text that is empty or
  /// itself writes several, and no object where none is an element.
  case scalarToList
  /// Where the schema wants a list of a few allowed words, and each part is one of them.
  case splitList
  /// Where the schema wants no list and the list has one element that fits.
  case listToScalar
  /// Where the schema wants a list or an object and forbids a string.
  case parseString
  /// Where the schema allows null and no string.
  case nullWord
  /// Where the schema does not want null and does not require the member.
  case dropNull
  /// The schema's own `default`, `const` or only `enum` value of a property that is required and
  /// missing.
  case fillDefault
  /// Where just one allowed value differs in case, or has other signs between its words. The case
  /// of a unit counts: mW is not MW.
  case enumSpelling
  /// Where the schema wants a boolean, a number or one of a few words, and the text names exactly
  /// one of them.
  case valueInText
  /// Where an unknown key differs from just one missing property in case, dashes or underscores
  /// alone.
  case keySpelling
  /// Where an unknown key differs from a missing property in one letter. Two words may be as like:
  /// `county` and `country`.
  case keySlip
  /// Where all unknown keys are placeholders and there are as many as required properties are
  /// missing.
  case placeholderKey
  /// Where a key only says that the answer is under it (`params`, `data`, `result`, the schema's own
  /// name), and no other member says anything. What is under `error` is no answer.
  case unwrapKey
  /// Where the schema wants an object that has one property, and a number or a list conforms to
  /// that, or an object to what it says of that one. A text may be a refusal.
  case wrapValue
  /// The model said something the schema has no place for.
  case dropUnknown
  /// The value is lost; the rest conforms.
  case dropInvalidOptional
  /// The element is lost; the rest conforms.
  case dropInvalidItem
  /// Repetition may be meant: two dice are two calls.
  case dropRepeatedCall
  /// Where at least one call of an offered tool remains.
  case dropUnknownCall
  /// Where one argument is a list of values that each fit and the schema wants one.
  case fanOut
  /// Whether a call in the middle of a sentence is made or only spoken of depends on the sentence.
  /// A call on a line of its own, behind a colon at its line's end, in a fence, in tags or in a
  /// list of calls is not in prose.
  case callInProse

  /// The rule with this id; nil where there is none.
  public init?(id: String) {
    guard let rule = Rule.allCases.first(where: { $0.id == id }) else { return nil }
    self = rule
  }

  /// Its stable name: lower-case words with dashes, such as `trailing-comma`.
  public var id: String { entry.id }
  /// How much it may change; see ``Policy``.
  public var tier: Tier { entry.tier }
  /// What it does, in one line that begins with a verb.
  public var summary: String { entry.summary }
  /// An output before and after. Where bytes cannot be shown as text, they are written out.
  public var example: (before: String, after: String) { entry.example }

  private var entry: RuleEntry { RuleTable.entries[Int(rawValue)] }
}
