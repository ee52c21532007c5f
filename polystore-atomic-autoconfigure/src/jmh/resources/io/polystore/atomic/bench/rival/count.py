"""Counts in a JSON document under flock, polled every 0.1 s.

Reads lines "threads milliseconds" (one thread is all there is) and answers each with the
nanoseconds of the run, followed by the microseconds that every update took. The line
"count" is answered with the count.
"""

import fcntl
import json
import os
import sys
import tempfile
import time

POLL_INTERVAL = 0.1


def lock(path):
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            time.sleep(POLL_INTERVAL)


def read(path, lines):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {"n": 0, "lines": ["0123456789abcdef" * 3 + "01234567"] * lines}


def replace(path, document):
    descriptor, temp = tempfile.mkstemp(dir=os.path.dirname(path))
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temp, path)


def increment(path, lines):
    descriptor = lock(path + ".lock")
    try:
        document = read(path, lines)
        document["n"] += 1
        replace(path, document)
    finally:
        os.close(descriptor)


def run(path, lines, milliseconds):
    start = time.monotonic_ns()
    end = start + milliseconds * 1_000_000
    updates = []
    last = start
    while last < end:
        increment(path, lines)
        now = time.monotonic_ns()
        updates.append((now - last) // 1000)
        last = now
    return " ".join(str(number) for number in [last - start] + updates)


def main(directory, size):
    path = os.path.join(directory, "document.json")
    lines = size // 64
    for command in sys.stdin:
        if command.strip() == "count":
            print(read(path, lines)["n"], flush=True)
        else:
            print(run(path, lines, int(command.split()[1])), flush=True)


main(sys.argv[1], int(sys.argv[2]))
