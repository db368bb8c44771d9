#if Proxy
  import AdhereJSON
  import AdhereWire
  import NIOHTTP1

  /// `POST /beta/litellm_basic_guardrail_api`: LiteLLM's Generic Guardrail API.
  ///
  /// LiteLLM sends `texts`, `tools` and `tool_calls`, not the request's `response_format`: a schema of
  /// the texts comes as `additional_provider_specific_params.schema`. Its answer can change texts and
  /// block; **it has no place for calls**, so a call that would need a repair is blocked. Texts without
  /// a schema, and what a client asks (`input_type: request`), pass.
  final class GuardrailExchange: OwnExchange {
    override func answer(_ body: [UInt8], _ settings: RequestSettings) -> Answer {
      guard let document = try? JSONDocument(body, options: .anyDepth),
        document.withTape({ $0.kind(0) }) == .object
      else {
        return OwnExchange.refusal("the body is no JSON object", code: "no_guardrail_request")
      }
      do throws(InputError) {
        return (.ok, try GuardrailVerdict(document, settings.judging.policy).json)
      } catch {
        return OwnExchange.refusal(error.message, code: "bad_schema")
      }
    }
  }
#endif
