"""SQLite, Parquet and CSV say the same to sqlite3, DuckDB and pandas: rows of every table, and a join.

    python tests/tables/test.py [PROGRAM] [INPUT]     needs duckdb, pandas and pyarrow; PROGRAM is target/release/gija and
                                                      INPUT corpus/releases unless given

Exits with 0 and says so where they are not installed.
"""

import importlib.util
import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
JOIN = (
    "SELECT r.issuer, o.id, count(*) AS n FROM {organizations} o JOIN {releases} r ON r.id = o.release"
    " WHERE r.issuer IS NOT NULL GROUP BY 1, 2"
)


def of_sqlite(connection, tables):
    counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    sql = JOIN.format(organizations="organizations", releases="releases")
    return counts, set(connection.execute(sql).fetchall())


def of_duckdb(files):
    import duckdb

    reader = {".parquet": "read_parquet('{}')", ".csv": "read_csv('{}', all_varchar = true, max_line_size = 100000000)"}
    named = {table: reader[file.suffix].format(file) for table, file in files.items()}
    counts = {table: duckdb.sql(f"SELECT count(*) FROM {of}").fetchall()[0][0] for table, of in named.items()}
    return counts, set(duckdb.sql(JOIN.format(**named)).fetchall())


def of_pandas(read, tables):
    frames = {table: read(table) for table in tables}
    issued = frames["releases"][["id", "issuer"]].dropna().rename(columns={"id": "release"})
    joined = frames["organizations"][["release", "id"]].merge(issued, on="release")
    sums = joined.groupby(["issuer", "id"]).size()
    counts = {table: len(frame) for table, frame in frames.items()}
    return counts, {(issuer, body, int(n)) for (issuer, body), n in sums.items()}


def main():
    missing = [name for name in ("duckdb", "pandas", "pyarrow") if importlib.util.find_spec(name) is None]
    if missing:
        print(f"tests/tables/test.py: skipped: no {', '.join(missing)}")
        return 0
    import pandas

    program = sys.argv[1] if len(sys.argv) > 1 else HOUSE / "target/release/gija"
    archive = sys.argv[2] if len(sys.argv) > 2 else HOUSE / "corpus/releases"
    with tempfile.TemporaryDirectory() as folder:
        out = {form: Path(folder) / f"facts.{form}" for form in ("jsonl", "sqlite", "parquet", "csv")}
        for path in out.values():
            subprocess.run([program, "extract", archive, "-o", path], check=False, stderr=subprocess.DEVNULL)
        schema = subprocess.run([program, "schema", "--tables"], check=True, capture_output=True, text=True).stdout
        store = sqlite3.connect(out["sqlite"])
        known = {row[0] for row in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        parts = {form: {p.name.split(".")[1]: p for p in Path(folder).glob(f"facts.*.{form}")} for form in ("parquet", "csv")}
        tables = sorted(parts["parquet"])
        assert "releases" in tables and set(tables) == set(parts["csv"]) <= known, (tables, known)
        assert all(table in schema for table in tables)

        text = {"keep_default_na": False, "na_values": [""], "dtype": str}
        said = {
            "sqlite3": of_sqlite(store, tables),
            "DuckDB, Parquet": of_duckdb(parts["parquet"]),
            "DuckDB, CSV": of_duckdb(parts["csv"]),
            "pandas, SQLite": of_pandas(lambda table: pandas.read_sql(f"SELECT * FROM {table}", store), tables),
            "pandas, Parquet": of_pandas(lambda table: pandas.read_parquet(parts["parquet"][table]), tables),
            "pandas, CSV": of_pandas(lambda table: pandas.read_csv(parts["csv"][table], **text), tables),
        }
        # And what the records themselves say.
        with open(out["jsonl"], encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        counts, join = said["sqlite3"]
        assert counts["releases"] == len(records) > 0
        for table in ("dates", "organizations", "people", "policies", "amounts", "quotes", "contacts", "relations"):
            assert counts[table] == sum(len(record[table]) for record in records), table
        for reader, (rows, joined) in said.items():
            assert rows == counts, (reader, {t: (n, counts[t]) for t, n in rows.items() if n != counts[t]})
            assert joined == join, (reader, sorted(joined ^ join)[:5])
        print(f"{len(tables)} tables, {sum(counts.values())} rows, {len(join)} joined: the same by {'; '.join(said)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
