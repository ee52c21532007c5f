"""Counts in a field of its own of a JSON document that others count in, too.

Locks as Python's polystore does: with flock(2) on "<document>.lock", asked for
again and again. "current" keeps the lock file; "0.1.32" truncates it, and
deletes it when it gives up the lock or waiting.
"""
import fcntl
import json
import os
import sys
import time

path, field, times, protocol, timeout = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], float(sys.argv[5])
lock_path = path + ".lock"
unlinking = protocol == "0.1.32"
flags = os.O_CREAT | os.O_WRONLY | (os.O_TRUNC if unlinking else 0)


def unlink():
    if unlinking:
        try:
            os.unlink(lock_path)
        except FileNotFoundError:
            pass


def lock():
    deadline = time.monotonic() + timeout
    while True:
        descriptor = os.open(lock_path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            os.close(descriptor)
        if time.monotonic() > deadline:
            unlink()
            return None
        time.sleep(0.005)


def unlock(descriptor):
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
    unlink()


def count():
    with open(path) as file:
        document = json.load(file)
    document[field] += 1
    temp = "%s.%d.tmp" % (path, os.getpid())
    with open(temp, "w") as file:
        json.dump(document, file, indent=2)
    os.rename(temp, path)


print("ready", flush=True)
sys.stdin.readline()
acknowledged = 0
for _ in range(times):
    descriptor = lock()
    if descriptor is not None:
        try:
            count()
            acknowledged += 1
        finally:
            unlock(descriptor)
print("acknowledged", acknowledged, flush=True)
