"""The table form read by what reads JSON Lines into tables, and by databases."""
import collections
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from engine_data import Data, need, program


def tables(data):
    """Rows of traces and of records, of every outcome: the paths and the outcomes of each."""
    folder = data.work / "tables"
    if not folder.exists():
        folder.mkdir()
        for form, name in (("table", "traces.table.jsonl"), ("json", "traces.json.jsonl")):
            path = folder / name
            for kind, source, more in (("record", data.records, []), ("chat", data.answers, []),
                                       ("chat", data.answers, ["--request", data.grammar])):
                data.run("filter", "--exit-zero", "--input", kind, *more, "--output", "record", "--sample-valid", "1", "--no-redact",
                         "--traces", path, "--traces-format", form, source)
        with (folder / "records.table.jsonl").open("w") as file:
            file.write(data.filter("--output", "record", "--record-format", "table", data.records))
    found = {}
    for name in ("traces.table.jsonl", "records.table.jsonl"):
        with (folder / name).open() as file:
            found[folder / name] = collections.Counter(json.loads(line)["outcome"] for line in file)
    return found


def equal(path, outcomes, found):
    found = {k: int(v) for k, v in found.items()}
    if found != dict(outcomes):
        raise AssertionError(f"{path.name}: {found}, {dict(outcomes)} are due")


def each(data, read):
    """Reads both files; `read` gives the outcomes and how many columns there are."""
    began, rows = time.monotonic(), 0
    for path, outcomes in tables(data).items():
        found, columns = read(path)
        equal(path, outcomes, found)
        with path.open() as file:
            due = len(json.loads(file.readline()))
        if columns != due:
            raise AssertionError(f"{path.name}: {columns} columns, {due} are due")
        rows += sum(outcomes.values())
    return f"{rows:,} rows in {time.monotonic() - began:.1f} s"


def pyarrow(data):
    arrow = need("pyarrow.json")

    def read(path):
        # A row may be longer than a block.
        table = arrow.read_json(path, read_options=arrow.ReadOptions(block_size=64 << 20))
        return collections.Counter(table["outcome"].to_pylist()), table.num_columns
    return each(data, read)


def pandas(data):
    frames = need("pandas")
    need("pyarrow")

    def read(path):
        frame = frames.read_json(path, lines=True, dtype=False, convert_dates=False)
        target = path.with_suffix(".parquet")
        frame.to_parquet(target)
        back = frames.read_parquet(target)
        return back["outcome"].value_counts().to_dict(), len(back.columns)
    return each(data, read)


def polars(data):
    frames = need("polars")

    def read(path):
        frame = frames.read_ndjson(path, infer_schema_length=None)
        counts = dict(frame["outcome"].value_counts().iter_rows())
        return counts, frame.width
    return each(data, read)


def sql(name, database):
    """The definition of a table, and the statement in its comments that loads a file."""
    text = pathlib.Path(f"schemas/sql/{name}.{database}.sql").read_text()
    comments = [x.removeprefix("--").strip() for x in text.splitlines() if x.startswith("--")]
    return text, " ".join(comments).split(":", 1)[1]


def duckdb(data):
    database = need("duckdb")

    def read(path):
        name = "trace-table" if path.name.startswith("traces") else "record-table"
        table = name.split("-")[0] + "s"
        create, load = sql(name, "duckdb")
        connection = database.connect()
        connection.execute(create)
        connection.execute(load.replace("*.jsonl", str(path)))
        connection.execute(f"COPY {table} TO '{path}.parquet' (FORMAT parquet)")
        counts = dict(connection.execute(f"SELECT outcome, count(*) FROM '{path}.parquet' GROUP BY 1").fetchall())
        width = connection.execute(f"SELECT count(*) FROM (DESCRIBE {table})").fetchone()[0]
        rules = connection.execute(f"SELECT count(*) FROM (SELECT unnest(repairs).rule AS rule FROM {table})").fetchone()[0]
        with path.open() as file:
            due = sum(len(json.loads(x)["repairs"]) for x in file)
        assert rules == due, f"{rules} repairs, {due} are due"
        return counts, width
    return each(data, read)


def spark(data):
    session = spark_session()

    def read(path):
        frame = session.read.json(str(path))
        return {x["outcome"]: x["count"] for x in frame.groupBy("outcome").count().collect()}, len(frame.columns)
    return each(data, read)


def spark_session():
    program("java")
    sql_module = need("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (sql_module.SparkSession.builder.master("local[2]").appName("check-engines")
            .config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate())


def ray(data):
    ray_start()
    import ray as module

    def read(path):
        rows = module.data.read_json(str(path), arrow_open_stream_args=None)
        frame = rows.to_pandas()
        return frame["outcome"].value_counts().to_dict(), len(frame.columns)
    return each(data, read)


def ray_start():
    module = need("ray")
    need("ray.data")
    if not module.is_initialized():
        # Without an address it asks the network for one, and may wait for minutes.
        module.init(_node_ip_address="127.0.0.1", num_cpus=2, include_dashboard=False, log_to_driver=False,
                    logging_level="ERROR")
        module.data.DataContext.get_current().enable_progress_bars = False


@contextlib.contextmanager
def server(data):
    """A PostgreSQL of our own: a function that runs SQL and gives what it prints."""
    initdb = program("/usr/lib/postgresql/*/bin/initdb", "initdb")
    folder = pathlib.Path(tempfile.mkdtemp())
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    control = str(pathlib.Path(initdb).with_name("pg_ctl"))
    run = lambda *command: subprocess.run([*user, *map(str, command)], check=True, capture_output=True, text=True, cwd="/")  # noqa: E731

    def query(text):
        done = subprocess.run([*user, "psql", "-h", str(folder), "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qAt"],
                              input=text, capture_output=True, text=True, cwd="/")
        if done.returncode:
            raise AssertionError(done.stderr.strip())
        return done.stdout
    try:
        run(initdb, "-D", folder / "d", "-E", "UTF8", "--locale", "C.UTF-8")
        run(control, "-D", folder / "d", "-w", "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses=''", "start")
        query.folder = folder
        yield query
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            run(control, "-D", folder / "d", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def postgresql(data):
    with server(data) as query:
        def read(path):
            name = "trace-table" if path.name.startswith("traces") else "record-table"
            table = name.split("-")[0] + "s"
            load_into(query, path, name)
            rows = [x.split("|") for x in query(f"SELECT outcome, count(*) FROM {table} GROUP BY 1").split()]
            width = int(query(f"SELECT count(*) FROM information_schema.columns WHERE table_name = '{table}'"))
            # Open values are JSON, NULs and all.
            query(f"SELECT count(value::json), count(calls::json) FROM {table}")
            return {k: int(v) for k, v in rows}, width
        return each(data, read)


def load_into(query, path, name):
    """Loads a file as the comments of the definition say."""
    create, load = sql(name, "postgresql")
    copy = query.folder / path.name
    shutil.copy(path, copy)
    copy.chmod(0o644)
    statements = [x.strip() for x in load.replace("file.jsonl", str(copy)).split(";") if x.strip()]
    # What begins with a backslash is of psql, and ends with its line.
    query(create + "BEGIN;\n" + "".join(x + ("\n" if x.startswith("\\") else ";\n") for x in statements_of(statements)) + "COMMIT;\n")


def statements_of(statements):
    """Statements, where one that begins with \\copy holds the next, too: a line ends it, and no semicolon."""
    for statement in statements:
        head, mark, rest = statement.partition(") INSERT ")
        if statement.startswith("\\") and mark:
            yield head + ")"
            yield "INSERT " + rest
        else:
            yield statement


def distinct(data):
    """A store with a trace of every output, each of a request of its own, and its rows."""
    store, rows, records = (data.work / x for x in ("report.db", "report.table.jsonl", "distinct.jsonl"))
    if not rows.exists():
        lines = [x for x in data.base if '"prompt"' not in x and '"messages"' not in x and x.startswith('{"')]
        with records.open("w") as file:
            for number in range(data.count):
                file.write(f'{{"prompt": "q{number}", {lines[number % len(lines)][1:]}\n')
        store.unlink(missing_ok=True)
        data.run("filter", "--exit-zero", "--input", "record", "--output", "value", "--store", store, "--sample-valid", "1",
                 "--jobs", "2", records)
        with rows.open("w") as file:
            subprocess.run([data.adhere, "traces", "export", "--store", store, "--format", "table"], check=True, stdout=file)
    report = json.loads(data.run("report", "--store", store, "--json").stdout)
    due = {x["name"]: (x["judged"], x["as_it_came"]["count"], x["after_repair"]["count"]) for x in report["rows"]}
    return rows, {k: v for k, v in due.items() if v[0]}


FIGURES = pathlib.Path("schemas/sql/report.sql").read_text()


def figures(due, found, began):
    found = {k: tuple(int(n) for n in v) for k, *v in found if int(v[0])}
    if found != due:
        raise AssertionError(f"by SQL {found}, by the report {due}")
    return f"{sum(x[0] for x in due.values()):,} judged outputs of {len(due)} models, loaded and asked in {time.monotonic() - began:.1f} s"


def reports(data):
    """The report's figures by SQL, of a store and of the rows of its traces."""
    database = need("duckdb")
    rows, due = distinct(data)
    began = time.monotonic()
    create, load = sql("trace-table", "duckdb")
    connection = database.connect()
    connection.execute(create)
    connection.execute(load.replace("*.jsonl", str(rows)))
    return figures(due, connection.execute(FIGURES).fetchall(), began)


def postgresql_report(data):
    rows, due = distinct(data)
    with server(data) as query:
        began = time.monotonic()
        load_into(query, rows, "trace-table")
        return figures(due, [x.split("|") for x in query(FIGURES).strip().split("\n")], began)


def back(data):
    """Traces come back from their rows as they were."""
    tables(data)
    out = []
    for form in ("table", "json"):
        store = data.work / f"back.{form}.db"
        store.unlink(missing_ok=True)
        data.run("traces", "import", "--store", store, "--no-redact", data.work / f"tables/traces.{form}.jsonl")
        lines = [json.loads(x) for x in data.run("traces", "export", "--store", store).stdout.split("\n") if x]
        for x in lines:
            for name in ("id", "time", "judge_ns"):
                x.pop(name, None)
        out.append(sorted(json.dumps(x, sort_keys=True) for x in lines))
    if out[0] != out[1]:
        raise AssertionError("traces of rows differ from those of JSON")
    return f"{len(out[0]):,} traces"


CHECKS = {
    "tables: import": back, "tables: PyArrow": pyarrow, "tables: pandas to Parquet": pandas, "tables: Polars": polars,
    "tables: DuckDB to Parquet": duckdb, "tables: report by DuckDB": reports,
    "tables: report by PostgreSQL": postgresql_report, "tables: PostgreSQL": postgresql,
    "tables: Spark": spark, "tables: Ray": ray,
}
