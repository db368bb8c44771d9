public import AdhereJudging
import AdhereTraces

/// The labels that outputs are counted under. An empty label is one that is not known.
public struct Series: Hashable, Sendable, Comparable {
  /// The API that answered, such as `together`.
  public var provider: String
  /// The model.
  public var model: String
  /// Where structure was asked for.
  public var surface: Contract.Surface
  /// The tool that was called; of several calls the first. ``unknownTool`` for one that was not
  /// offered: the names that models invent are unbounded.
  public var tool: String
  /// How calls were asked to be written, the name of a form.
  public var form: String

  /// - Parameters:
  ///   - provider: the API that answered, such as `together`.
  ///   - model: the model.
  ///   - surface: where structure was asked for.
  ///   - tool: the tool that was called; of several calls the first.
  ///   - form: how calls were asked to be written, the name of a form.
  public init(
    provider: String = "", model: String = "", surface: Contract.Surface, tool: String = "",
    form: String = ""
  ) {
    self.provider = provider
    self.model = model
    self.surface = surface
    self.tool = tool
    self.form = form
  }

  /// The ``tool`` of calls of tools that were not offered.
  public static let unknownTool = ToolLabel.unknown

  /// By provider, model, surface, tool and form.
  public static func < (a: Series, b: Series) -> Bool {
    if a.provider != b.provider { return a.provider < b.provider }
    if a.model != b.model { return a.model < b.model }
    if a.surface != b.surface { return a.surface.rawValue < b.surface.rawValue }
    return (a.tool, a.form) < (b.tool, b.form)
  }
}
