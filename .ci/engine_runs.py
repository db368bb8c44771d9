"""Engines that run the filter, or the package `adhere` of Python, over many records."""
import pathlib
import shlex
import stat
import subprocess
import time

from engine_data import need
from engine_tables import ray_start, spark_session


def command(data):
    return [data.adhere, "filter", "--input", "record", "--output", "record", "--exit-zero"]


def dying(data):
    """A filter whose first run is killed in the middle of its work, and a mark that says it was."""
    mark = data.work / "died"
    if mark.exists():
        mark.rmdir()
    script = data.work / "dying.sh"
    script.write_text("#!/bin/sh\n"
                      f"if mkdir {shlex.quote(str(mark))} 2>/dev/null; then\n"
                      f"  {shlex.join(command(data))} | head -n 20\n"
                      "  kill -9 $$\n"
                      "fi\n"
                      f"exec {shlex.join(command(data))}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script), mark


def timed(data, run):
    began = time.monotonic()
    lines = run()
    seconds = time.monotonic() - began
    data.same(lines)
    return f"{len(lines):,} records in {seconds:.1f} s, one process {data.seconds:.1f} s"


def spark_pipe(data):
    spark = spark_session()

    def run():
        lines = spark.sparkContext.textFile(str(data.records), minPartitions=8)
        return lines.pipe(shlex.join(command(data)), checkCode=True).collect()
    return timed(data, run)


def spark_transform(data):
    spark = spark_session()
    spark.read.text(str(data.records)).createOrReplaceTempView("outputs")

    def run():
        rows = spark.sql(f"SELECT TRANSFORM(value) USING '{shlex.join(command(data))}' AS (line string) FROM outputs")
        return [row.line for row in rows.collect()]
    return timed(data, run)


def spark_killed(data):
    import pyspark.sql
    spark_session().stop()
    spark = pyspark.sql.SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
    script, mark = dying(data)
    try:
        lines = spark.sparkContext.textFile(str(data.records), minPartitions=8).pipe(script, checkCode=True).collect()
    finally:
        spark.stop()
    data.same(lines)
    assert mark.exists(), "no worker was killed"
    return f"{len(lines):,} records, one task killed and run again"


def judged(data):
    """A function over one text of records, by a process for each batch."""
    run = command(data)

    def judge(text):
        return subprocess.run(run, input=text, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    return judge


def spark_pandas(data):
    pandas = need("pandas")
    need("pyarrow")
    spark = spark_session()
    judge = judged(data)

    def batches(frames):
        for frame in frames:
            yield pandas.DataFrame({"line": judge("".join(x + "\n" for x in frame["value"]))})

    def run():
        rows = spark.read.text(str(data.records)).mapInPandas(batches, "line string")
        return [row.line for row in rows.collect()]
    return timed(data, run)


def ray_batches(data):
    ray_start()
    import ray
    judge = judged(data)

    def batch(rows):
        return {"line": judge("".join(x + "\n" for x in rows["text"]))}

    def run():
        rows = ray.data.read_text(str(data.records), drop_empty_lines=False).map_batches(batch, batch_size=4096)
        return [row["line"] for row in rows.take_all()]
    return timed(data, run)


def processes(data):
    """Two bare processes, each with half of the records: what an engine on two cores is held against."""
    text = pathlib.Path(data.records).read_text().split("\n")[:-1]
    parts = []
    for number in range(2):
        part = data.work / f"half-{number}"
        part.write_text("".join(x + "\n" for x in text[number::2]))
        parts.append(part)

    def run():
        running = [subprocess.Popen([*command(data), part], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                   for part in parts]
        outputs = [None, None]
        import threading

        def read(number):
            outputs[number] = running[number].communicate()[0]
        threads = [threading.Thread(target=read, args=(n,)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [x for out in outputs for x in out.split("\n")[:-1]]
    return timed(data, run)


CHECKS = {
    "two processes": processes, "spark: TRANSFORM": spark_transform, "spark: rdd.pipe": spark_pipe,
    "spark: mapInPandas": spark_pandas, "ray: map_batches": ray_batches, "spark: a worker killed": spark_killed,
}
