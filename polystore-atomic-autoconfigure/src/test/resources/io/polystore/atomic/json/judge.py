"""Judges JSON documents: strictly as Python's json, with these differences.

By contract of the library refused, although Python accepts them: NaN and the infinities,
a property that was there before, a byte order mark, UTF-16 and UTF-32 (which json.loads
guesses from bytes). Half a surrogate pair is accepted where it is escaped, as in Python,
and refused where it is encoded, as by Python's own decoder.

By contract of the parser it may be refused: more than 500 levels, a number of more than
1,000 characters or with an exponent beyond 2,000,000,000, a name of more than 50,000 bytes.

Reads cases, each a length of eight bytes and that many bytes, and writes a line for each:
"accepted", a digest of the value, the kind of the root, and whether it is within the limits
of the parser, without which there is no digest; or "refused"; or "deep".
"""
import hashlib
import json
import re
import struct
import sys

sys.setrecursionlimit(3000)

MAX_DEPTH = 500
MAX_NUMBER = 1000
MAX_EXPONENT = 2_000_000_000
MAX_NAME = 50_000
NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")


class Number:
    def __init__(self, text):
        self.text = text


class Digest:
    def __init__(self):
        self.sha = hashlib.sha256()
        self.within = True

    def value(self, value, depth):
        if value is None:
            self.sha.update(b"n")
        elif value is True or value is False:
            self.sha.update(b"t" if value else b"f")
        elif isinstance(value, str):
            self.text(value)
        elif isinstance(value, Number):
            self.sha.update(b"d" + self.number(value.text).encode())
        else:
            self.limit(depth < MAX_DEPTH)
            if self.within:
                self.container(value, depth + 1)

    def container(self, value, depth):
        self.sha.update(b"a" if isinstance(value, list) else b"o")
        self.sha.update(struct.pack(">i", len(value)))
        for item in value:
            if isinstance(value, dict):
                self.limit(len(item.encode("utf-8", "surrogatepass")) <= MAX_NAME)
                self.text(item)
                item = value[item]
            self.value(item, depth)

    def text(self, text):
        units = text.encode("utf-16-be", "surrogatepass")
        self.sha.update(b"s" + struct.pack(">i", len(units) // 2) + units)

    def number(self, text):
        sign, whole, fraction, exponent = NUMBER.fullmatch(text).groups()
        self.limit(len(text) <= MAX_NUMBER and len(exponent or "") <= 12)
        if not self.within:
            return ""
        digits = (whole + (fraction or "")).lstrip("0")
        if not digits:
            isFloat = fraction is not None or exponent is not None
            return "-0" if sign and isFloat else "0"
        stripped = digits.rstrip("0")
        power = int(exponent or 0)
        self.limit(abs(power) <= MAX_EXPONENT)
        return "%s%se%d" % (sign, stripped, power - len(fraction or "") + len(digits) - len(stripped))

    def limit(self, kept):
        self.within = self.within and kept


def refuse_constant(name):
    raise ValueError(name)


def without_duplicates(pairs):
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a property that was there before")
    return result


def kind(value):
    return {dict: "object", list: "array", type(None): "null"}.get(type(value), "scalar")


def judge(content):
    try:
        value = json.loads(content.decode("utf-8"), parse_int=Number, parse_float=Number,
                           parse_constant=refuse_constant, object_pairs_hook=without_duplicates)
    except RecursionError:
        return "deep"
    except ValueError:
        return "refused"
    digest = Digest()
    digest.value(value, 0)
    return "accepted %s %s %s" % (digest.sha.hexdigest(), kind(value), digest.within)


def main(cases, verdicts):
    with open(cases, "rb") as source, open(verdicts, "w") as target:
        while header := source.read(8):
            target.write(judge(source.read(struct.unpack(">q", header)[0])) + "\n")


main(*sys.argv[1:])
