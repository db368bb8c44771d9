#if Store
  extension StoreSchema {
    /// One step a version; a store of version n has had the first n.
    static let migrations: [String] = [
      """
      CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        provider TEXT NOT NULL, model TEXT NOT NULL, surface TEXT NOT NULL, tool TEXT NOT NULL,
        UNIQUE (provider, model, surface, tool)
      ) STRICT;
      CREATE TABLE traces (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        fingerprint BLOB NOT NULL UNIQUE,
        first INTEGER NOT NULL, last INTEGER NOT NULL,
        series INTEGER NOT NULL REFERENCES series,
        outcome TEXT NOT NULL, session TEXT, retain_until INTEGER,
        occurrences INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX traces_last ON traces (last);
      CREATE INDEX traces_series ON traces (series, outcome);
      CREATE INDEX traces_session ON traces (session) WHERE session IS NOT NULL;
      CREATE INDEX traces_retain ON traces (retain_until) WHERE retain_until IS NOT NULL;
      CREATE TABLE outputs (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        outcome TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, outcome)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE violations (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        keyword TEXT NOT NULL, path TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, keyword, path)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE repairs (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        rule TEXT NOT NULL, tier TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, rule, tier)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE durations (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        step INTEGER NOT NULL, count INTEGER NOT NULL, nanoseconds INTEGER NOT NULL,
        PRIMARY KEY (hour, series, step)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE events (
        hour INTEGER NOT NULL, event TEXT NOT NULL, provider TEXT NOT NULL, reason TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (hour, event, provider, reason)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE redactions (rule TEXT PRIMARY KEY, count INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
      """,
      """
      CREATE TABLE reasons (
        hour INTEGER NOT NULL, series INTEGER NOT NULL REFERENCES series,
        code TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (hour, series, code)
      ) STRICT, WITHOUT ROWID;
      """,
      """
      CREATE TABLE instances (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, file TEXT) STRICT;
      INSERT INTO instances (id, name) VALUES (1, lower(hex(randomblob(16))));
      ALTER TABLE traces ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
      UPDATE traces SET own = occurrences;
      CREATE TABLE merged (
        trace INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
        id INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (trace, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE counted (id INTEGER PRIMARY KEY) STRICT;
      """ + countTables.map(\.toInstances).joined(),
    ]

    /// The tables of counts, with what tells their rows apart beside hour and series.
    static let countTables: [CountTable] = [
      CountTable("outputs", ["outcome"]),
      CountTable("violations", ["keyword", "path"]),
      CountTable("repairs", ["rule", "tier"]),
      CountTable("reasons", ["code"]),
      CountTable("durations", ["step"], sums: ["count", "nanoseconds"]),
      CountTable("events", ["event", "provider", "reason"], hasSeries: false),
      CountTable("redactions", ["rule"], hasSeries: false, hasHour: false),
    ]
  }
#endif
