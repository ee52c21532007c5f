"""Writes each document twice: pretty/NN.json as Python lays it out, and compact/NN.json in ASCII on one line."""
import json
import math
import os
import sys


def nested(depth):
    document = "bottom"
    for level in range(depth):
        document = {"level": level, "inner": [document]} if level % 2 else [document]
    return document


DOCUMENTS = [
    {},
    [],
    "",
    "text",
    0,
    -1,
    True,
    False,
    None,
    1.5,
    {"empty object": {}, "empty list": [], "empty text": "", "none": None},
    [[], {}, [[]], [{}], {"a": []}, {"b": {}}],
    {"counter": 1, "owner": "ops"},
    {"b": 1, "a": 2, "C": 3, "": 4, " ": 5},
    [1, 2, 3],
    [[1, 2], [3, [4, [5, [6]]]]],
    {"a": {"b": {"c": {"d": {"e": "f"}}}}},
    {"umlauts": "äöüÄÖÜß", "french": "éèêë", "nordic": "åøæ", "café": 1},
    {"chinese": "漢字", "japanese": "ひらがな", "korean": "한국어", "arabic": "مرحبا", "hebrew": "שלום", "thai": "สวัสดี"},
    {"emoji": "😀👩‍👩‍👧‍👦🇩🇪", "😀": "key", "music": "𝄞", "last": "\U0010fffd"},
    {"combining": "e\u0301", "zero width": "a\u200bb", "bidi": "\u202eabc", "bom inside": "a\ufeffb"},
    {"line separators": "a\u2028b\u2029c", "next line": "a\u0085b", "no-break": "a\u00a0b", "private": "\ue000"},
    {"controls": "".join(map(chr, range(32)))},
    {"delete": "\x7f", "c1": "".join(map(chr, range(128, 160)))},
    {"quotes": "\"double\" 'single' `back`", "backslash": "a\\b\\\\c", "slash": "a/b//c </script>", "all": "\"\\/\b\f\n\r\t"},
    {"\"key\"": 1, "back\\slash": 2, "new\nline": 3, "tab\t": 4, "nul\0": 5},
    {"html": "<b>&amp;</b>", "escapes": "\\u0041 \\n", "percent": "%s %d {}"},
    [0.1, 1.5, -2.25, 0.5, 100.0, -0.0, 0.0, 3.141592653589793, 2.718281828459045],
    [1e-4, 1e-5, 1.5e-5, 1e-7, 1.234e-10, -1e-7, 0.00012345, 0.000012345],
    [1e15, 1e16, 1.5e16, 123456789012345.6, 1234567890123456.7, 9007199254740993.0, 12345678901234567.0, 1e17, 1e22, 1e23, -1e16],
    [1e100, 1.7976931348623157e308, 2.2250738585072014e-308, 1e-300, 1.5e300, 5e-320, 1e99, 1e-99, 1e9, 1e10],
    [12345678.9, 10000000.0, 9999999.0, 0.001, 0.01, 1234567.0, 0.30000000000000004, 2 / 3, 1e7, math.pi * 1e8],
    [2**31 - 1, 2**31, -2**31, 2**53, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64, 10**19, 10**100, -10**50, 7**300],
    list(range(1000)),
    {str(i): i for i in range(500)},
    [{"id": i, "name": f"item {i}", "tags": ["a", "b"], "score": i / 7} for i in range(100)],
    nested(100),
    "x" * 100000,
    "äöü😀" * 20000,
    ["a" * n for n in range(100)],
    {"x" * 1000: "y"},
    {"results": [{"job": "nightly", "ok": True, "took": 12.75, "errors": []}, {"job": "weekly", "ok": False, "took": None, "errors": ["a/b: \"x\""]}]},
    [True, False, None, 0, 0.0, "", [], {}],
    {"1": 1, "true": True, "null": None},
    {"windows": "a\r\nb\r\n", "unix": "a\nb\n", "tabs": "\ta\t"},
]


def main(target):
    for kind in ("pretty", "compact"):
        os.makedirs(os.path.join(target, kind))
    for index, document in enumerate(DOCUMENTS):
        write(target, "pretty", index, json.dumps(document, indent=2, ensure_ascii=False))
        write(target, "compact", index, json.dumps(document))


def write(target, kind, index, text):
    with open(os.path.join(target, kind, f"{index:02}.json"), "wb") as file:
        file.write(text.encode("utf-8"))


main(sys.argv[1])
