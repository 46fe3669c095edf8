"""Runs gija over an archive on a Spark cluster and writes the records as Parquet.

    spark-submit src/spark/extract.py INPUT OUTPUT --from jsonl|parquet|files [--gija PROGRAM] [-- OPTION...]

OUTPUT/records has one row per release, its columns those of `gija schema`; OUTPUT/failures one row per input or release
that gave none. OPTIONs go to gija, for example `-- --repair full --map id=doc_id`.

This file stands under src/ because it is a way to run gija, like src/cli/, and is delivered with it. Workers need the
program (`--gija`; `spark-submit --files gija` brings it along as ./gija) and, in Python, pyarrow and pandas.

Lines and rows go through `gija worker`, one in, one out. Files of any format that gija reads (binaryFile) are put into a
folder of the worker and read with `gija extract`. A worker that dies fails its task; Spark runs the task again elsewhere.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from urllib.parse import unquote, urlparse

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

SOURCE = "struct<path string, member string, format string, encoding string, bytes long, sha256 string>"
FAILURE = f"source {SOURCE}, stage string, error string"


def spark_type(node, definitions):
    """The Spark type of what a JSON Schema describes."""
    if "$ref" in node:
        return spark_type(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    for choice in ("anyOf", "oneOf"):
        if choice in node:
            known = [n for n in node[choice] if n.get("type") != "null"]
            return spark_type(known[0], definitions)
    kind = node.get("type", "string")
    if isinstance(kind, list):
        kind = next(k for k in kind if k != "null")
    if kind == "object":
        fields = node.get("properties", {}).items()
        return T.StructType([T.StructField(name, spark_type(n, definitions)) for name, n in fields])
    if kind == "array":
        return T.ArrayType(spark_type(node["items"], definitions))
    return {"integer": T.LongType(), "number": T.DoubleType(), "boolean": T.BooleanType()}.get(kind, T.StringType())


def record_type(program):
    """The type of a record, as the program states it."""
    schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
    return spark_type(schema, schema["$defs"])


def through_worker(program, options):
    """What takes batches of lines and gives batches of answers, one for each, in their order."""
    command = [program, "worker", *options]

    def run(batches):
        # Leaving it closes its input, which ends it, also where the task is cancelled.
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for batch in batches:
                paths, lines = (batch.column(name).to_pylist() for name in ("path", "line"))
                feeder = threading.Thread(target=feed, args=(process.stdin, lines))
                feeder.start()
                answers = [process.stdout.readline() for _ in lines]
                feeder.join()
                if not all(answer.endswith(b"\n") for answer in answers):
                    # What was not asked cannot be asked any more; that is not the error to tell.
                    with contextlib.suppress(BrokenPipeError):
                        process.stdin.close()
                    raise RuntimeError(f"{program} died, code {process.wait()}")
                yield answered([uncounted(json.loads(a), path) for a, path in zip(answers, paths)])

    return run


def feed(worker, lines):
    """Asks a worker; beside reading its answers, for neither may wait for the other."""
    try:
        worker.writelines(line.encode() + b"\n" for line in lines)
        worker.flush()
    except BrokenPipeError:
        pass  # It died: the missing answers tell.


def through_extract(program, options, root):
    """What takes batches of files and gives batches of records and failures."""

    def run(batches):
        for batch in batches:
            with tempfile.TemporaryDirectory() as folder:
                paths = {}
                for path, content in zip(batch.column("path").to_pylist(), batch.column("content")):
                    below = os.path.relpath(unquote(urlparse(path).path), root)
                    paths[os.path.join(".", below)] = path
                    name = os.path.join(folder, below)
                    os.makedirs(os.path.dirname(name), exist_ok=True)
                    with open(name, "wb") as file:
                        file.write(content.as_buffer())
                failures = os.path.join(folder, ".failures")
                command = [program, "extract", ".", "--threads", "1", "--failures", failures, "--quiet", *options]
                process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)
                read = process.stdout.read().splitlines()
                # Code 2: none of these files could be read.
                if process.wait() not in (0, 1, 2) or not os.path.exists(failures):
                    raise RuntimeError(f"{program} ended with code {process.returncode}")
                with open(failures, "rb") as file:
                    read += file.read().splitlines()
                found = [json.loads(line) for line in read]
                yield answered([placed(one, paths[one["source"]["path"]], one["source"]["member"]) for one in found])

    return run


def placed(answer, path, member):
    answer["source"].update(path=path, member=member)
    return answer


def uncounted(answer, path):
    """An answer without the number of its line: lines are counted by task, which says nothing to anybody."""
    if "error" in answer:
        answer["error"] = re.sub(r"^line \d+: ", "", answer["error"])
    return placed(answer, path, None)


def answered(answers):
    texts = [json.dumps(answer, ensure_ascii=False) for answer in answers]
    return pa.RecordBatch.from_arrays([pa.array(texts, pa.string())], names=["answer"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--from", dest="form", choices=["jsonl", "parquet", "files"], default="jsonl")
    parser.add_argument("--gija", default="gija", metavar="PROGRAM")
    parser.add_argument("--partitions", type=int, help="tasks to cut the input into; as Spark cuts it unless given")
    own, options = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, options = own[:at], own[at + 1 :]
    args = parser.parse_args(own)
    spark = SparkSession.builder.appName("gija").getOrCreate()
    # A batch of rows is in memory at once, and files are large.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 64)

    if args.form == "files":
        frame = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(args.input)
        frame = frame.select("path", "content")
        work = through_extract(args.gija, options, os.path.abspath(urlparse(args.input).path))
    else:
        if args.form == "jsonl":
            frame = spark.read.text(args.input).withColumnRenamed("value", "line")
            frame = frame.where(F.trim("line") != "")
        else:
            rows = spark.read.parquet(args.input)
            frame = rows.select(F.to_json(F.struct(*rows.columns)).alias("line"), "_metadata")
        frame = frame.select("line", F.col("_metadata.file_path").alias("path"))
        work = through_worker(args.gija, options)
    if args.partitions:
        frame = frame.repartition(args.partitions)
    # Both tables are written from what was computed once.
    answers = frame.mapInArrow(work, "answer string").persist(StorageLevel.DISK_ONLY)
    failed = F.get_json_object("answer", "$.error").isNotNull()
    for name, kind, rows in [
        ("records", record_type(args.gija), answers.where(~failed)),
        ("failures", FAILURE, answers.where(failed)),
    ]:
        table = rows.select(F.from_json("answer", kind).alias("row")).select("row.*")
        table.write.mode("overwrite").parquet(f"{args.output}/{name}")
    spark.stop()


if __name__ == "__main__":
    main()
