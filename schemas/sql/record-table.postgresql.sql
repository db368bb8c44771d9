-- PostgreSQL. Lists and structures are json, which takes what jsonb refuses. To load a file:
--   CREATE TEMP TABLE lines (line json);
--   \copy lines FROM 'file.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
--   INSERT INTO records SELECT r.* FROM lines, json_populate_record(NULL::records, line) r;
CREATE TABLE records (
  "table_version" bigint,
  "id" text,
  "model" text,
  "provider" text,
  "choice" bigint,
  "finish_reason" text,
  "finish" text,
  "outcome" text,
  "value" text,
  "calls" text,
  "repairs" json,
  "violations" json,
  "warnings" json,
  "reason" json,
  "extra" text,
  "exact" text
);
