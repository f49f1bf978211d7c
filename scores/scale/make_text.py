"""Writes large texts to find out what grows faster than it should: make_text.py SHAPE MEGABYTES PATH."""

import random
import sys

NOUNS = "harbour bridge lantern ledger kiln orchard ferry council valley turbine quarry library tram beacon granary".split()
VERBS = "opened lost carried repaired forgot painted flooded counted lifted measured closed rescued promised".split()
SMALL = "a of and to in that it was for on with as at by we my her not never will would they this but so".split()
NAMES = ["Ann Lowe", "Tom Pell", "Judith Orrell", "Nadia Coultas", "Ned Farrow", "Ilse Brandt"]


def sentence(lot: random.Random) -> str:
    words = ["The", lot.choice(NOUNS), lot.choice(VERBS), "the", lot.choice(NOUNS)]
    words += [lot.choice(SMALL + NOUNS) for _ in range(lot.randrange(3, 12))]
    return " ".join(words) + str(lot.randrange(100_000)) + "."


def paragraph(lot: random.Random) -> str:
    kind = lot.randrange(3)
    if kind == 0:
        return " ".join(sentence(lot) for _ in range(4))
    words = " ".join(sentence(lot) for _ in range(2))[:-1]
    if kind == 1:
        return f"“{words},” {lot.choice(NAMES)} said. {sentence(lot)}"
    return f"{lot.choice(NAMES)} told reporters: “{words}.”"


def text(shape: str, size: int) -> str:
    lot = random.Random(1)
    if shape == "prose":
        parts, so_far = [], 0
        while so_far < size:
            parts.append(paragraph(lot))
            so_far += len(parts[-1].encode()) + 2
        return "\n\n".join(parts) + "\n"
    if shape == "line":
        return text("prose", size).replace("\n", " ")
    if shape == "unquoted":
        return text("line", size).replace("“", "").replace("”", "")
    if shape == "one-quotation":
        return "“" + text("unquoted", size) + "” Ann Lowe said."
    if shape == "one-word":
        return "a" * size
    if shape == "marks":
        unit = "\"'“‘a ”’\" «» „b“ 'c' "
        return unit * (size // len(unit.encode()))
    if shape == "marks-line":
        return '"' * size
    if shape == "unclosed":
        unit = "“The bridge is shut, and nobody said so.\n\n"
        return unit * (size // len(unit.encode()))
    if shape == "short-lines":
        return "a\n\n" * (size // 3)
    if shape == "same-quotation":
        unit = "“The bridge is shut and will stay shut until May,” Ann Lowe said.\n\n"
        return unit * (size // len(unit.encode()))
    sys.exit(f"no such shape: {shape}")


if __name__ == "__main__":
    with open(sys.argv[3], "w", encoding="utf-8", newline="") as out:
        out.write(text(sys.argv[1], int(float(sys.argv[2]) * 1_000_000)))
