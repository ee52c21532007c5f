"""Dumps documents into an open file, as many a script does: first cut to nothing, then written piece by piece."""
import json
import os
import sys

file, times = sys.argv[1], int(sys.argv[2])
for number in range(1, times + 1):
    with open(file, "w", encoding="utf-8") as target:
        for piece in json.JSONEncoder(indent=2).iterencode({"number": number, "values": list(range(200))}):
            target.write(piece)
            target.flush()
        os.fsync(target.fileno())
