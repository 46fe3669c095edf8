"""Spark gives what one machine gives, also when a worker is killed in the middle.

    python tests/spark/test.py [PROGRAM]     needs Java 17 and pyspark[sql]; PROGRAM is target/release/gija unless given

Exits with 0 and says so where there is no pyspark or no Java.
"""

import copy
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
WORKERS = "--master local[2,4] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false --conf spark.driver.memory=1g"


def load_job():
    spec = importlib.util.spec_from_file_location("extract", HOUSE / "src/spark/extract.py")
    job = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(job)
    return job


def releases():
    """Releases of the corpus in UTF-8, each under several names."""
    for path in sorted((HOUSE / "corpus/releases").rglob("*.txt")):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number in range(25):
            yield {"id": f"{path.stem}-{number}", "title": f"제목 {number}", "text": text}


def on_one_machine(program, source, folder):
    """Records and failures of one run without Spark."""
    out = folder / "one.jsonl"
    code = subprocess.run([program, "extract", source, "-o", out, "-q"], cwd=folder).returncode
    assert code in (0, 1), code
    failures = Path(f"{out}.failures.jsonl")
    return [lines(file) if file.exists() else [] for file in (out, failures)]


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def on_spark(job, program, source, folder, *options):
    import pyarrow.parquet as pq

    out = folder / "spark"
    sys.argv = ["extract.py", str(source), str(out), "--gija", str(program), "--partitions", "4", *options]
    job.main()
    return [pq.read_table(out / name).to_pylist() for name in ("records", "failures")]


def comparable(answers, keep_place):
    """Sorted, and without the number of a line, which Spark does not know."""
    answers = copy.deepcopy(answers)
    for answer in answers:
        source = answer["source"]
        source["path"] = os.path.basename(source["path"])
        if not keep_place:
            source.update(path=None, member=None)
            if "error" in answer:
                answer["error"] = re.sub(r"^line \d+: ", "", answer["error"])
    return sorted(json.dumps(answer, ensure_ascii=False, sort_keys=True) for answer in answers)


def same(one, spark, keep_place=False):
    for a, b in zip(one, spark):
        a, b = comparable(a, keep_place), comparable(b, keep_place)
        assert a == b, f"{len(a)} and {len(b)}, first difference: {next((x for x in zip(a, b) if x[0] != x[1]), None)}"


def kill_one(program, done):
    """Kills the first worker that runs `program`, soon after it was started."""
    while not done["killed"] and not done["over"]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if command[:2] == [str(program).encode(), b"worker"]:
                time.sleep(0.2)
                try:
                    os.kill(int(process.name), signal.SIGKILL)
                except ProcessLookupError:
                    continue  # It was faster; the next one, then.
                done["killed"] = int(process.name)
                break
        time.sleep(0.01)


def main():
    if shutil.which("java") is None or importlib.util.find_spec("pyspark") is None:
        print("skipped: needs Java and pyspark")
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{WORKERS} pyspark-shell"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    job = load_job()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Under a name of its own, so that no other process is taken for one of its workers.
        program = folder / "gija-of-this-test"
        program.symlink_to(Path(sys.argv[1] if len(sys.argv) > 1 else HOUSE / "target/release/gija").resolve())

        rows = list(releases())
        table = folder / "archive.jsonl"
        # As Spark writes rows, so that hashes are the same.
        text = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
        table.write_text("\n".join([*text, '{"id": "broken', '{"id": "no text"}', ""]))
        done = {"killed": None, "over": False}
        killer = threading.Thread(target=kill_one, args=(program, done))
        killer.start()
        found = on_spark(job, program, table, folder)
        done["over"] = True
        killer.join()
        assert done["killed"], "no worker was killed"
        one = on_one_machine(program, table, folder)
        assert (len(one[0]), len(one[1])) == (len(rows), 2)
        same(one, found)
        print(f"JSON Lines: {len(rows)} records, 2 failures, a worker killed: the same")

        parquet = folder / "archive.parquet"
        pq.write_table(pa.Table.from_pylist(rows), parquet)
        same([one[0], []], on_spark(job, program, parquet, folder, "--from", "parquet"))
        print(f"Parquet: {len(rows)} records: the same")

        files = folder / "files"
        shutil.copytree(HOUSE / "corpus/releases", files)
        (files / "broken 파일.pdf").write_bytes(b"%PDF-1.4 broken")
        one = on_one_machine(program, files, folder)
        assert len(one[1]) == 1
        same(one, on_spark(job, program, files, folder, "--from", "files"), keep_place=True)
        print(f"files: {len(one[0])} records, 1 failure: the same")


main()
