#!/usr/bin/env python3
"""Labelled names as JSON lines: {"id", "text", "names": [[start, end, type], …]}, code points, a line a sentence.

    gold.py gum  FILE.conllu   GUM: entities whose head is a proper noun
    gold.py wnut FILE.conll    WNUT 2017: word and label
    gold.py text FILE.conllu   a treebank's sentences without names

Types are person, org, place and other. Of a GUM entity the name is the proper noun at its head with the proper nouns
beside it, and what "of" or "and" joins to them ("the old University of Ghent, which …": University of Ghent); GUM's
types person, organization and place are taken as they are, titles before persons and times and quantities left out, all else is other. Of names
within each other the outer one counts. WNUT's corporation and group are org, location is place, creative-work and
product other.
"""

import json
import re
import sys

GUM = {"person": "person", "organization": "org", "place": "place", "time": None, "quantity": None}
WNUT = {"person": "person", "corporation": "org", "group": "org", "location": "place"}
TITLES = set(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president senator sen sen. rep rep. governor gov gov. sir "
    "lord lady king queen prince princess captain colonel general judge justice minister secretary mayor pope saint madam "
    "congressman congresswoman representative chairman doctor officer sheriff chief director".split()
)
JOINS = {"of", "and", "the", "&", "-", "de", "for", "'s", "’s", "/", "–"}


def document(name, sentences, labelled=True):
    """One document; each sentence has words (with the space behind them) and names as (first, end, type)."""
    text, names = "", []
    for words, found in sentences:
        at = []
        for word, space in words:
            at.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
        text = text.rstrip(" ") + "\n"
        names += [[at[a][0], at[b - 1][1], kind] for a, b, kind in found]
    record = {"id": name, "sentences": True, "text": text}
    print(json.dumps(record | ({"names": names} if labelled else {}), ensure_ascii=False))


def outermost(found):
    """Names none of which is in another or crosses it."""
    out = []
    for f in sorted(set(found), key=lambda f: (f[0] - f[1], f)):
        if all(f[1] <= o[0] or o[1] <= f[0] for o in out):
            out.append(f)
    return sorted(out)


def name_of(rows, first, end, kind, minimal):
    """The name in the entity of rows first..end whose smallest part is the rows `minimal`."""
    # "United" of the United States is an adjective to the treebank, and the name would be lost.
    proper = [r[3] == "PROPN" or r[1] == "United" for r in rows]
    head = next((k for k in minimal if first <= k < end and proper[k]), None)
    if head is None or (minimal and not proper[minimal[0]]):
        return None
    a, b = head, head + 1
    while a > first and proper[a - 1]:
        a -= 1
    while True:
        if b < end and (proper[b] or rows[b][3] == "NUM" and b + 1 == end):
            b += 1
            continue
        k = b
        while k < end and rows[k][1].lower() in JOINS:
            k += 1
        if b < k < end and proper[k]:
            b = k + 1
            continue
        while kind == "person" and a + 1 < b and rows[a][1].lower() in TITLES:
            a += 1
        return a, b


def gum(path):
    name, sentences, rows, stack = None, [], [], []
    found = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if sentences:
                document(name, sentences)
            name, sentences, stack = line.split("= ")[-1], [], []
        elif line.startswith("#"):
            pass
        elif not line:
            if rows:
                words = [(r[1], "SpaceAfter=No" not in r[9]) for r in rows]
                names = []
                for first, end, kind, minimal in found:
                    span = kind and name_of(rows, first, end, kind, minimal)
                    if span:
                        names.append((*span, kind))
                sentences.append((words, outermost(names)))
            rows, stack, found = [], [], []
        else:
            r = line.split("\t")
            if not r[0].isdigit():
                continue
            at = len(rows)
            rows.append(r)
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
            for opened, closed in re.findall(r"\(([^()]*)|([^()]*)\)", entity[1] if entity else ""):
                if opened:
                    f = opened.split("-")
                    kind = GUM.get(f[1], "other") if len(f) > 1 else None
                    # The smallest part is counted from the entity's first word; "cf1*" and the like may hold hyphens.
                    part = next((p for p in f[4:] if re.fullmatch(r"\d+(,\d+)*", p)), "1")
                    minimal = [at + int(k) - 1 for k in part.split(",")]
                    stack.append((f[0], at, kind, minimal))
                    if not re.search(re.escape("(" + opened) + r"\)", entity[1]):
                        continue
                    closed = f[0]
                if closed:
                    group = closed
                    for k in range(len(stack) - 1, -1, -1):
                        if stack[k][0] == group:
                            _, first, kind, minimal = stack.pop(k)
                            found.append((first, at + 1, kind, minimal))
                            break
    if sentences:
        document(name, sentences)


def wnut(path):
    sentences, words, labels = [], [], []
    for line in [*open(path, encoding="utf-8"), "\n"]:
        f = line.rstrip("\n").split("\t")
        if len(f) < 2:
            if words:
                found = []
                for i, label in enumerate(labels):
                    if label.startswith("B-") or label != "O" and (i == 0 or labels[i - 1][2:] != label[2:]):
                        found.append([i, i + 1, WNUT.get(label[2:], "other")])
                    elif label.startswith("I-"):
                        found[-1][1] = i + 1
                sentences.append(([(w, True) for w in words], [tuple(f) for f in found]))
            words, labels = [], []
        else:
            words.append(f[0])
            labels.append(f[1].strip())
    for i, s in enumerate(sentences):
        document(f"wnut-{i}", [s])


def text(path):
    words, sentences = [], []
    for line in open(path, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0].isdigit():
            words.append((f[1], "SpaceAfter=No" not in f[9]))
        elif len(f) < 2 and words:
            sentences.append((words, []))
            words = []
    document("text", sentences, False)


{"gum": gum, "wnut": wnut, "text": text}[sys.argv[1]](sys.argv[2])
