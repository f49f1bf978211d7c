#!/usr/bin/env python3
"""Labels names with spaCy's English models, for `cargo xtask train names` to learn from.

    names.py texts  --model DIR [--model DIR ...] --out OUT.jsonl REPORTS.jsonl ...
    names.py classes --model DIR --out OUT.tsv --list en_lexeme_prob.json.gz [--count N] [--classes N]
    names.py priors --model DIR --out OUT.tsv --list en_lexeme_prob.json.gz [--count N]

texts   reports as JSON lines with a field `text`, or files of corpus/; gives their text with [start, end, type] of each name (code points)
        where a record has `names` of people's making they stay, and the teacher adds what is neither person, organisation
        nor place
classes words that the model's vectors put together, by k-means; gives word and class
priors  what the model takes a capitalised word for where nothing else tells; gives word and type

Of several models two have to agree; where they do not, the first is taken.
"""

import argparse
import collections
import gzip
import json
import re
import sys

import numpy
import spacy
from spacy.tokens import Doc

TYPES = {
    "PERSON": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
    "LAW": "other",
    "LANGUAGE": "other",
}
# A name begins behind these and ends before those.
FRONT = {"the", "a", "an", "'s", "’s", "his", "her", "their", "its", "our", "this", "that"}
BACK = {"'s", "’s", "'", "’", ",", ".", "-", "–", "—", '"', "”"}


def spans(doc):
    """The names of a document as (first token, end token, type)."""
    out = []
    for e in doc.ents:
        kind = TYPES.get(e.label_)
        if not kind:
            continue
        first, end = e.start, e.end
        while first < end and (doc[first].lower_ in FRONT or doc[first].is_space):
            first += 1
        while end > first and (doc[end - 1].text in BACK or doc[end - 1].is_space):
            end -= 1
        # A paragraph ends a name.
        for k in range(first, end):
            if doc[k].is_space and "\n" in doc[k].text:
                end = k
                break
        if first < end:
            out.append((first, end, kind))
    return out


def vote(lists):
    """What two lists agree on, and what the first has that does not touch it."""
    if len(lists) == 1:
        return lists[0]
    counts = collections.Counter(s for one in lists for s in set(one))
    sure = sorted((s for s, n in counts.items() if n > 1), key=lambda s: (-counts[s], s[0] - s[1], s))
    taken = []
    for s in sure + [s for s in lists[0] if counts[s] == 1]:
        if all(s[1] <= t[0] or t[1] <= s[0] for t in taken):
            taken.append(s)
    return sorted(taken)


def load(paths):
    off = ["parser", "lemmatizer", "attribute_ruler", "tagger", "senter"]
    return [spacy.load(p, disable=off) for p in paths]


def label(models, docs):
    """Lists of names for documents made by a function of the vocabulary."""
    found = []
    for nlp in models:
        made = [d(nlp) for d in docs]
        found.append([spans(d) for d in nlp.pipe(made, batch_size=64)])
        print(f"{nlp.meta['name']} {nlp.meta['version']}: {len(docs)} documents", file=sys.stderr)
    return [vote(list(one)) for one in zip(*found)]


def texts(args):
    models = load(args.model)
    reports = []
    for path in args.inputs:
        if path.endswith(".txt"):
            reports.extend({"id": i, "text": t} for i, t in corpus(path))
        else:
            reports.extend(json.loads(line) for line in open(path, encoding="utf-8"))
    # Where a line is a sentence the teacher reads it by itself.
    pieces = []
    for n, r in enumerate(reports):
        at = 0
        for piece in r["text"].split("\n") if r.get("sentences") else [r["text"]]:
            pieces.append((n, at, piece))
            at += len(piece) + 1
    found = [[] for _ in reports]
    docs = [lambda nlp, t=t: nlp.make_doc(t[:900_000]) for _, _, t in pieces]
    for (n, at, text), names in zip(pieces, label(models, docs)):
        doc = models[0].make_doc(text[:900_000])
        found[n] += [[at + doc[a].idx, at + doc[b - 1].idx + len(doc[b - 1]), kind] for a, b, kind in names]
    with open(args.out, "w", encoding="utf-8") as out:
        for r, names in zip(reports, found):
            own = r.get("names")
            if own is not None:
                extra = [n for n in names if n[2] == "other" and all(n[1] <= o[0] or o[1] <= n[0] for o in own)]
                names = sorted(own + extra)
            record = {"id": r.get("id", ""), "text": r["text"], "names": names}
            if r.get("sentences"):
                record["sentences"] = True
            print(json.dumps(record, ensure_ascii=False), file=out)


def corpus(path):
    """The entries of a file of `corpus/` that are not kept for testing, without their marking."""
    for entry in re.split(r"^@ ", open(path, encoding="utf-8").read(), flags=re.M)[1:]:
        head, body = entry.split("\n", 1)
        number = int(head.split()[0])
        if number % 3:
            plain = "\n".join(line for line in body.split("\n") if not line.startswith("= "))
            plain = re.sub(r"\{[a-z][^ {}]* ", "", plain).replace("}", "").strip()
            yield f"{path.rsplit('/', 1)[-1]}-{number:03}", plain


# Frames that say little about what stands in them.
FRAMES = [
    "{} was mentioned again on Monday .",
    "They had heard of {} before .",
    "The report is about {} and others .",
    "Last year {} was in the news .",
]


def capitalised(path, count):
    """The commonest words that are most often written with a capital."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        known = json.load(f)
    good = [w for w in known if w.isalpha() and len(w) > 2 and w[0].isupper() and not w.isupper()]
    good += [w for w in known if w.isalpha() and len(w) > 1 and w.isupper()]
    # "The" is no name: a word that is more often written small has to stay out.
    good = [w for w in good if known[w] > known.get(w.lower(), -99) - 0.5]
    good.sort(key=lambda w: (-known[w], w))
    return good[:count]


def classes(args):
    (nlp,) = load(args.model[:1])
    vectors = nlp.vocab.vectors
    data = vectors.data / (numpy.linalg.norm(vectors.data, axis=1, keepdims=True) + 1e-9)
    good = [w for w in capitalised(args.list, args.count) if nlp.vocab.has_vector(w)]
    rows = numpy.array([vectors.find(key=nlp.vocab.strings[w]) for w in good])
    used = numpy.unique(rows)
    points = data[used]
    # A fixed beginning, so that the same list comes out every time.
    centres = points[numpy.random.RandomState(7).permutation(len(points))[: args.classes]]
    for _ in range(25):
        nearest = (points @ centres.T).argmax(1)
        for c in range(len(centres)):
            own = points[nearest == c]
            if len(own):
                centres[c] = own.sum(0) / (numpy.linalg.norm(own.sum(0)) + 1e-9)
    of = dict(zip(used.tolist(), nearest.tolist()))
    with open(args.out, "w", encoding="utf-8") as out:
        for w, row in zip(good, rows.tolist()):
            print(w, of[row], sep="\t", file=out)


def priors(args):
    (nlp,) = load(args.model[:1])
    good = capitalised(args.list, args.count)
    docs = [(w, Doc(nlp.vocab, words=f.format(w).split())) for w in good for f in FRAMES]
    votes = collections.defaultdict(collections.Counter)
    for doc, w in nlp.pipe(((d, w) for w, d in docs), as_tuples=True, batch_size=512):
        kinds = [e.label_ for e in doc.ents if any(t.text == w for t in e)]
        votes[w][kinds[0] if kinds else "O"] += 1
    with open(args.out, "w", encoding="utf-8") as out:
        for w in good:
            print(w, *(f"{k}={n}" for k, n in votes[w].most_common()), sep="\t", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["texts", "priors", "classes"])
    parser.add_argument("--model", action="append", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--list")
    parser.add_argument("--count", type=int, default=40_000)
    parser.add_argument("--classes", type=int, default=255)
    parser.add_argument("inputs", nargs="*")
    args = parser.parse_intermixed_args()
    {"texts": texts, "priors": priors, "classes": classes}[args.what](args)


main()
