#!/usr/bin/env python3
"""Agreement of gija's tokenizer with MeCab-ko: span and part of speech (first and last), over lines of a JSON Lines archive.

usage: agreement.py GIJA ARCHIVE.jsonl [LINES]        needs: pip install python-mecab-ko
GIJA is the program, ARCHIVE has a `text` per line; LINES (1000) are drawn with a fixed seed.
"""
import json, random, subprocess, sys, tempfile
from mecab import MeCab

gija, archive = sys.argv[1], sys.argv[2]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
lines = [l.strip() for d in open(archive, encoding="utf-8") for l in json.loads(d)["text"].split("\n")]
lines = [l for l in lines if 20 <= len(l) <= 300]
random.Random(7).shuffle(lines)
lines = lines[:count]

with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
    for i, line in enumerate(lines):
        f.write(json.dumps({"id": str(i), "text": line}, ensure_ascii=False) + "\n")
    f.flush()
    out = subprocess.run([gija, "tokenize", f.name, "--to", "jsonl", "--raw"], capture_output=True, text=True, check=True).stdout
mine = {d["id"]: d["tokens"] for d in map(json.loads, out.splitlines())}

mecab = MeCab()
both = made = wanted = equal = 0
for i, line in enumerate(lines):
    at, gold = 0, []
    for token in mecab.parse(line):
        at = line.index(token.surface, at)
        tags = token.feature.pos.split("+")
        gold.append((at, at + len(token.surface), tags[0], tags[-1]))
        at += len(token.surface)
    got = [(t["start"], t["end"], t["pos"].upper(), t["last"].upper()) for t in mine[str(i)]]
    both += len(set(gold) & set(got))
    made += len(got)
    wanted += len(gold)
    equal += gold == got
print(f"F1 {2 * both / (made + wanted):.4f}, lines equal {equal / len(lines):.1%}")
