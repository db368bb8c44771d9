import AdhereTraces
public import AdhereJudging

/// What outputs are counted by. Empty texts stand for what is not known.
public struct Series: Hashable, Sendable, Comparable {
  public var provider: String
  public var model: String
  public var surface: Contract.Surface
  /// The tool that was called; of several calls the first. ``unknownTool`` for one that was not
  /// offered: the names that models make up are without number.
  public var tool: String

  public init(
    provider: String = "", model: String = "", surface: Contract.Surface, tool: String = ""
  ) {
    self.provider = provider
    self.model = model
    self.surface = surface
    self.tool = tool
  }

  public static let unknownTool = ToolLabel.unknown

  public static func < (a: Series, b: Series) -> Bool {
    if a.provider != b.provider { return a.provider < b.provider }
    if a.model != b.model { return a.model < b.model }
    if a.surface != b.surface { return a.surface.rawValue < b.surface.rawValue }
    return a.tool < b.tool
  }
}
