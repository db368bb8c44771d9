#if Telemetry
  public import AdhereJudging
  public import AdhereTallies
  public import Tracing

  extension Span {
    /// Adds a judgement to the span: its attributes, and the event `gen_ai.evaluation.result` of
    /// OpenTelemetry's conventions for generative AI. Nothing of the output itself.
    ///
    /// - Parameters:
    ///   - judgement: the verdict on an output.
    ///   - series: provider, model and tool of the output.
    public func record(_ judgement: Judgement, _ series: Series) {
      updateAttributes { attributes in
        for (name, value) in GenAIAttributes.span(judgement, series) {
          attributes[name] = value.spanAttribute
        }
      }
      var attributes = SpanAttributes()
      for (name, value) in GenAIAttributes.evaluation(judgement, series) {
        attributes[name] = value.spanAttribute
      }
      addEvent(SpanEvent(name: GenAIAttributes.eventName, attributes: attributes))
    }
  }

  extension GenAIAttributes.Value {
    fileprivate var spanAttribute: SpanAttribute {
      switch self {
      case .string(let text): .string(text)
      case .double(let number): .double(number)
      case .int(let number): .int64(Int64(number))
      }
    }
  }
#endif
