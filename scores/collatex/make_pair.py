"""Writes two texts of N words that differ in one word of twenty: the input of the comparison with CollateX."""

import random
import sys

NOUNS = "harbour bridge lantern ledger kiln orchard ferry council valley turbine quarry library tram beacon granary".split()
VERBS = "opened lost carried repaired forgot painted flooded counted lifted measured closed rescued promised".split()
SMALL = "the a of and to in that it was for on with as at by we my her not never will would they this but so".split()


def pair(n: int, seed: int = 7) -> tuple[list[str], list[str]]:
    """Two lists of about `n` words."""
    lot = random.Random(seed)
    first = []
    while len(first) < n:
        first += ["the", lot.choice(NOUNS), lot.choice(VERBS), "the", lot.choice(NOUNS)]
        first += [lot.choice(SMALL) for _ in range(lot.randrange(6))]
    first = first[:n]
    second = list(first)
    for at in range(n - 20, 0, -20):
        at += lot.randrange(20)
        change = lot.randrange(4)
        if change == 0:
            del second[at]
        elif change == 1:
            second.insert(at, "really")
        elif change == 2:
            second[at] = "something"
        else:
            second[at - 1 : at + 1] = [second[at], second[at - 1]]
    return first, second


if __name__ == "__main__":
    a, b = pair(int(sys.argv[1]))
    for path, words in zip(sys.argv[2:4], (a, b)):
        with open(path, "w", encoding="utf-8") as out:
            out.write(" ".join(words) + "\n")
