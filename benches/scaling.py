"""How the cost of a run grows with the size of the archive and the number of threads.

    python benches/scaling.py ARCHIVE.jsonl [--times 1 10 100] [--threads 1 2] [--gija PROGRAM] [-- COMMAND...]

Streams the releases of ARCHIVE (JSON Lines with an `id`), so many times over under new ids, through `gija COMMAND` and
says how long that took, how much of it the processor worked, and how much memory it had at most. COMMAND is `extract` unless given; records are thrown away.
"""

import argparse
import json
import os
import subprocess
import sys
import time


def releases(archive, times):
    """Lines of the archive, each time under other ids."""
    for n in range(times):
        with open(archive, encoding="utf-8") as lines:
            for line in lines:
                release = json.loads(line)
                name = "id" if "id" in release else "doc_id"
                release[name] = f"{release[name]}-{n}"
                yield json.dumps(release, ensure_ascii=False).encode() + b"\n"


def run(command, lines):
    """Bytes written to a program, seconds, seconds of the processor, and bytes of memory at most."""
    begun, size = time.monotonic(), 0
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for line in lines:
        size += process.stdin.write(line)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command} failed")
    return size, time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--gija", default="target/release/gija", metavar="PROGRAM")
    own, command = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, command = own[:at], own[at + 1 :]
    args = parser.parse_args(own)
    command = command or ["extract"]
    print(f"{'threads':>7} {'times':>6} {'MB':>9} {'seconds':>9} {'MB/s':>7} {'MB/cpu s':>8} {'peak MB':>8}")
    for threads in args.threads:
        for times in args.times:
            whole = [args.gija, *command, "--quiet", "--threads", str(threads)]
            size, seconds, busy, memory = run(whole, releases(args.archive, times))
            size /= 1e6
            speed = f"{seconds:9.1f} {size / seconds:7.2f} {size / busy:8.2f}"
            print(f"{threads:7} {times:6} {size:9.1f} {speed} {memory / 1e6:8.0f}", flush=True)


if __name__ == "__main__":
    main()
