-- What adhere report says of each model: outputs that were judged, those that conform as they came, and those
-- that do as they came or after repair. PostgreSQL and DuckDB.
SELECT coalesce(model, '(not named)') AS model,
  sum(CASE WHEN outcome NOT IN ('error', 'unchecked') THEN occurrences ELSE 0 END) AS outputs,
  sum(CASE WHEN outcome IN ('valid', 'no_call') THEN occurrences ELSE 0 END) AS as_they_came,
  sum(CASE WHEN outcome IN ('valid', 'no_call', 'repaired') THEN occurrences ELSE 0 END) AS after_repair
FROM traces GROUP BY 1;
