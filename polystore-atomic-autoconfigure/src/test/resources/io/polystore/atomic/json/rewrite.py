"""Reads a JSON file and writes it again as Python lays it out."""
import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as source:
    document = json.load(source)
with open(sys.argv[2], "wb") as target:
    target.write(json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8"))
