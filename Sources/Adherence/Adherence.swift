/// What an application names: it imports `Adherence` alone. This room holds re-exports only, and no
/// room below imports it.
@_exported public import AdhereJudging
@_exported public import AdhereTallies
@_exported public import AdhereTraces
@_exported public import AdhereWire
