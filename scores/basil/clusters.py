"""Which labelled quotations `variorum compare --json` puts into one utterance: clusters.py QUOTES SPLIT OUT

QUOTES holds basil_docs.jsonl and basil_quotes.jsonl; SPLIT is dev, test or all. Every event becomes a folder of whole
reports, which are compared as a user would compare them. A labelled quotation gets the utterance of the rendering
whose parts overlap it most; one that no rendering touches gets no line in OUT, and is scored as alone.

The labels are of single stretches in marks, while an utterance can hold a whole speech of which each report gives
other sentences. So the stretches of one utterance fall together only where the edition sets the one beside the other:
where they have five words of the utterance's text in common, or half of what the shorter one has of it."""

import argparse
import collections
import json
import os
import subprocess
import tempfile


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def compare(variorum, docs):
    """The edition of some articles, and for each article's siglum its id and the length of its header in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        paths, header = [], {}
        for doc in docs:
            path = os.path.join(folder, doc["doc_id"] + ".txt")
            head = f"date {doc['date']}\n\n" if doc["date"] else ""
            with open(path, "w", encoding="utf-8", newline="") as out:
                out.write(head + doc["text"])
            header[doc["doc_id"]] = len(head)
            paths.append(path)
        edition = json.loads(subprocess.run([variorum, "compare", "--json", *paths], stdout=subprocess.PIPE, check=True).stdout)
    ids = {a["siglum"]: os.path.basename(a["path"])[: -len(".txt")] for a in edition["articles"]}
    return edition, {siglum: (i, header[i]) for siglum, i in ids.items()}


class Places:
    """What an edition has to say of the bytes of each report: (start, end, what) in order."""

    def __init__(self, names):
        self.names, self.rows = names, collections.defaultdict(list)

    def add(self, place, what):
        doc, head = self.names[place["siglum"]]
        self.rows[doc].append((place["start"] - head, place["end"] - head, what))

    def touching(self, doc, start, end):
        """The bytes between two that each thing has."""
        shared = collections.Counter()
        for a, b, what in self.rows[doc]:
            if min(b, end) > max(a, start):
                shared[what] += min(b, end) - max(a, start)
        return shared


def beside(x, y):
    """Whether two sets of words of one text are of one stretch of it."""
    return len(x & y) >= max(1, min(5, (min(len(x), len(y)) + 1) // 2))


def clusters(edition, names, docs, of_doc):
    """Each labelled quotation of some articles with the number of its cluster, or None."""
    readings, words = Places(names), Places(names)
    for u, utterance in enumerate(edition["utterances"]):
        for r, reading in enumerate(utterance["readings"]):
            for place in reading["places"]:
                readings.add(place, (u, r))
        for w, word in enumerate(utterance["words"]):
            for place in word["places"]:
                words.add(place, (u, w))
    # The clusters of each utterance so far: the words of its text that they have.
    made, number = collections.defaultdict(dict), 0
    found = []
    for doc in docs:
        text = doc["text"]
        for quote in of_doc[doc["event"], doc["doc_id"]]:
            start, end = (len(text[: quote[at]].encode()) for at in ("start", "end"))
            shared = readings.touching(doc["doc_id"], start, end)
            if not shared:
                found.append((quote, None, None))
                continue
            u = max(shared.items(), key=lambda s: (s[1], -s[0][0]))[0][0]
            own = {w for v, w in words.touching(doc["doc_id"], start, end) if v == u}
            found.append((quote, u, number))
            made[u][number] = own
            for other in [c for c, theirs in made[u].items() if c != number and beside(theirs, own)]:
                made[u][number] |= made[u].pop(other)
                found = [(q, v, number if v == u and c == other else c) for q, v, c in found]
            number += 1
    return [(quote, cluster) for quote, _, cluster in found]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("quotes")
    args.add_argument("split", choices=["dev", "test", "all"])
    args.add_argument("out")
    args.add_argument("--variorum", default="variorum")
    args = args.parse_args()
    by_event, of_doc = collections.defaultdict(list), collections.defaultdict(list)
    for doc in rows(os.path.join(args.quotes, "basil_docs.jsonl")):
        by_event[doc["event"]].append(doc)
    gold = rows(os.path.join(args.quotes, "basil_quotes.jsonl"))
    for quote in gold:
        of_doc[quote["event"], quote["doc_id"]].append(quote)
    # The scorer's own halves: every second event, by name.
    events = sorted({q["event"] for q in gold})
    events = [e for i, e in enumerate(events) if args.split == "all" or (i % 2 == 0) == (args.split == "dev")]
    found, of = 0, 0
    with open(args.out, "w", encoding="utf-8") as out:
        for event in events:
            docs = by_event[event]
            edition, names = compare(args.variorum, docs)
            for quote, cluster in clusters(edition, names, docs, of_doc):
                of += 1
                if cluster is not None:
                    found += 1
                    out.write(json.dumps({"id": quote["id"], "cluster": f"{event} {cluster}"}) + "\n")
    print(f"quotations in a rendering: {found} of {of}")


if __name__ == "__main__":
    main()
