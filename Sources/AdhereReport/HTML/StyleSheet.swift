/// The style sheet of the page: two columns where there is room, light and dark as the reader's
/// system has it.
enum StyleSheet {
  static let text = """
    :root { color-scheme: light dark; --ground: #fff; --ink: #1c2024; --faint: #5b6470;
      --line: #d9dee4; --panel: #f6f8fa;
      --valid: #1f8a57; --no_call: #7cb899; --repaired: #2f74d0; --invalid: #cf3f36;
      --unreadable: #8947b0; --truncated: #cc7a12; --refused: #858c94; --error: #51585f;
      --c0: #2f74d0; --c1: #cc7a12; --c2: #1f8a57; --c3: #cf3f36; --c4: #8947b0; --c5: #6b7480; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14171a; --ink: #e6e9ec; --faint: #9aa4ae; --line: #343a41;
        --panel: #1c2126; --valid: #3fb27a; --no_call: #6f9f86; --repaired: #5c9bef;
        --invalid: #f0675d; --unreadable: #b57cdc; --truncated: #e9a13b; --refused: #8d959d;
        --error: #b0b8c0; --c0: #5c9bef; --c1: #e9a13b; --c2: #3fb27a; --c3: #f0675d;
        --c4: #b57cdc; --c5: #9aa4ae; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 16px; max-width: 1320px; background: var(--ground);
      color: var(--ink); font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; }
    h1 { font-size: 22px; margin: 4px 0 8px; } h2 { font-size: 17px; margin: 0 0 10px; }
    p { margin: 6px 0; } .faint { color: var(--faint); font-size: 13px; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 10px; margin: 14px 0; }
    .tile, section { background: var(--panel); border: 1px solid var(--line);
      border-radius: 8px; padding: 12px; min-width: 0; }
    .tile b { display: block; font-size: 24px; font-weight: 600; }
    main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
    @media (min-width: 1000px) { main { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .wide { grid-column: 1 / -1; } }
    .row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 10px;
      padding: 5px 0; border-top: 1px solid var(--line); }
    .row:first-of-type { border-top: 0; } .name { overflow-wrap: anywhere; }
    .figure { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
    .row > .stack, .row > .small { grid-column: 1 / -1; }
    .small { font-size: 13px; color: var(--faint); font-variant-numeric: tabular-nums; }
    .head { display: none; color: var(--faint); font-size: 13px; }
    @media (max-width: 699px) {
      .models .row { grid-template-columns: minmax(0, 1fr) auto auto; align-items: baseline; }
      .models .row > .name { grid-column: 1 / -1; }
      .models .row > .small { grid-column: 1; order: 1; } .models .row > .figure { order: 2; }
      .models .figure + .figure::before { content: "\\2192\\00a0"; color: var(--faint); } }
    @media (min-width: 700px) {
      .models .row { grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) 66px 66px minmax(0, 3fr);
        align-items: center; }
      .models .row > * { grid-column: auto !important; } .models .head { display: grid; }
      .models .head ~ .row { border-top: 1px solid var(--line); } }
    .stack { display: flex; height: 12px; border-radius: 3px; overflow: hidden;
      background: var(--line); }
    .stack i { display: block; min-width: 0; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 13px; margin: 0 0 8px; }
    .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px;
      margin-right: 5px; }
    .legend span { overflow-wrap: anywhere; }
    svg { display: block; width: 100%; max-width: 640px; height: auto; }
    svg text { fill: var(--faint); font-size: 11px; }
    svg .grid { stroke: var(--line); stroke-width: 1; }
    code { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    """
}
