"""Cuts sample lines with MeCab-ko, for the test `agreement` to compare with.

    pip install python-mecab-ko==1.3.7 python-mecab-ko-dic==2.1.1.post2
    python tests/agreement/reference.py [-n 1000] ARCHIVE.whl... > reference.jsonl
    GIJA_REFERENCE=$PWD/reference.jsonl cargo test --release --test tokenize -- --ignored --nocapture agreement

An archive is a zip of JSON files with the text of a release in the field `text`. The sample is the distinct lines with
Hangul whose SHA-256 is lowest, so that it is the same on every machine. `--same` gives MeCab-ko the lines as gija
reads them: every kind of white space as a blank, and ㆍ as the middle dot.
"""

import argparse
import hashlib
import json
import re
import sys
import zipfile

from mecab import MeCab


def lines(archive):
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".json"):
                document = json.loads(files.read(name))
                for line in (document.get("text") or "").splitlines():
                    if re.search("[가-힣]", line):
                        yield line.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=1000)
    parser.add_argument("--same", action="store_true")
    parser.add_argument("archives", nargs="+")
    arguments = parser.parse_args()
    distinct = {line for archive in arguments.archives for line in lines(archive)}
    sample = sorted(distinct, key=lambda line: hashlib.sha256(line.encode()).digest())[: arguments.n]
    mecab = MeCab()
    for line in sample:
        if arguments.same:
            line = re.sub("[ㆍᆞ・]", "·", re.sub(r"\s", " ", line))
        tokens = [[m.span.start, m.span.end, m.pos] for m in mecab.parse(line)]
        json.dump({"line": line, "tokens": tokens}, sys.stdout, ensure_ascii=False)
        print()


main()
