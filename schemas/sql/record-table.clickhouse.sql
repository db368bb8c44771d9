-- ClickHouse; not tested. To load a file: INSERT INTO records FORMAT JSONEachRow
CREATE TABLE records (
  "table_version" Nullable(Int64),
  "id" Nullable(String),
  "model" Nullable(String),
  "provider" Nullable(String),
  "choice" Nullable(Int64),
  "finish_reason" Nullable(String),
  "finish" Nullable(String),
  "outcome" Nullable(String),
  "value" Nullable(String),
  "calls" Nullable(String),
  "repairs" Array(Tuple(`rule` Nullable(String), `tier` Nullable(String), `path` Nullable(String), `span_start` Nullable(Int64), `span_end` Nullable(Int64), `before` Nullable(String), `after` Nullable(String), `with_rules` Array(String), `call` Nullable(Int64))),
  "violations" Array(Tuple(`instance_path` Nullable(String), `schema_path` Nullable(String), `keyword` Nullable(String), `params` Nullable(String), `message` Nullable(String))),
  "warnings" Array(Tuple(`code` Nullable(String), `message` Nullable(String))),
  "reason" Tuple(`code` Nullable(String), `message` Nullable(String), `span_start` Nullable(Int64), `span_end` Nullable(Int64), `call` Nullable(Int64), `help` Nullable(String), `rule` Nullable(String), `rivals` Nullable(String)),
  "extra" Nullable(String),
  "exact" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();
