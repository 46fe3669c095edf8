"""gija beside Kiwi and MeCab-ko, on the same texts.

    pip install kiwipiepy python-mecab-ko
    python benches/compare.py ARCHIVE.jsonl [--gija PROGRAM] [--rounds 3]

`gija bench` measures the whole of gija, from JSON Lines to records, and bare lindera over the clean texts, in one process
and on one thread. Kiwi and MeCab-ko, on one thread too, then cut the same clean texts (`gija repair --clean`) into
morphemes with parts of speech. The machine should do nothing else: the processes run one after another.
"""

import argparse
import json
import statistics
import subprocess
import time


def read_by(program, archive, rounds):
    """Seconds by name, from `gija bench`, and the clean texts."""
    command = [program, "bench", archive, "--threads", "1", "--rounds", str(rounds), "--to", "json"]
    bench = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    seconds = {row["name"]: row["seconds"] for row in bench["measured"]}
    command = [program, "repair", archive, "--clean", "--mode", "safe", "--to", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
    return seconds, [json.loads(line)["text"] for line in lines]


def kiwi():
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1).tokenize


def mecab():
    from mecab import MeCab

    return MeCab().pos


def timed(tokenize, texts, rounds):
    """Median seconds over all texts, after a few to warm up."""
    for text in texts[:5]:
        tokenize(text)
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for text in texts:
            tokenize(text)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--gija", default="target/release/gija", metavar="PROGRAM")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    seconds, texts = read_by(args.gija, args.archive, args.rounds)
    size = sum(len(text.encode()) for text in texts)
    bare = seconds["bare tokenising"]
    rows = {
        "gija, end to end": seconds["whole, 1 thread"],
        "bare lindera": bare,
        "python-mecab-ko, pos": timed(mecab(), texts, args.rounds),
        "kiwipiepy, tokenize": timed(kiwi(), texts, args.rounds),
    }
    print(f"{len(texts)} releases, {size / 1e6:.2f} MB of clean text, one thread, median of {args.rounds}")
    print(f"{'':22} {'MB/s':>7} {'x lindera':>10} {'gija is x':>10}")
    for name, time_taken in rows.items():
        whole = time_taken / rows["gija, end to end"]
        print(f"{name:22} {size / 1e6 / time_taken:7.2f} {bare / time_taken:10.2f} {whole:10.2f}")


if __name__ == "__main__":
    main()
