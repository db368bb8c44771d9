// The umbrella: an application writes `import Adherence` and can name all it needs. Re-exports
// only; no room below imports it.

@_exported public import AdhereJudging
@_exported public import struct AdherePlatform.Timestamp
@_exported public import struct AdhereRepair.Policy
@_exported public import struct AdhereRepair.Repair
@_exported public import struct AdhereRepair.Reason
@_exported public import struct AdhereRepair.ReasonCode
@_exported public import struct AdhereRepair.Rival
@_exported public import enum AdhereRepair.Rule
@_exported public import enum AdhereRepair.Tier
@_exported public import enum AdhereSchema.Dialect
@_exported public import struct AdhereSchema.SchemaOptions
@_exported public import struct AdhereSchema.SchemaRegistry
@_exported public import struct AdhereSchema.Violation
@_exported public import AdhereTallies
@_exported public import AdhereTraces
@_exported public import AdhereWire

#if Client
  @_exported public import AdhereClient
#endif
#if Store
  @_exported public import AdhereStore
#endif
#if Structured
  @_exported public import AdhereStructured
#endif
#if Telemetry
  @_exported public import AdhereTelemetry
#endif
