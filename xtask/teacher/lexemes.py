"""lexemes.py --encoder DIR --wordnet DIR --lookups DIR --out FILE : what single English words mean, in tables.

Words: the most frequent ones of spaCy's lookup data, and further ones that name things of the kinds reports differ
on (an animal, a part of the body, a machine), for which reports have rarer words too. Meaning: the vector all-MiniLM-L6-v2 gives the word by itself
(without its first principal components, the next DIMENSIONS of them as bytes), and the first senses in WordNet with
the senses above them. Needs numpy, tokenizers, safetensors.

The file, little-endian: "VLEXEME1"; numbers of words, of senses; then columns, each for all words: hash (u32), row of
the lemma as noun and as verb (u16), row of the verb a noun is derived from or of its own (u16), first sense and one
past the last (u32), vector (DIMENSIONS of i8); then the list of senses of words (u32 each, preceded by their number);
then columns for senses: the sense above (u32, itself at the top), the kind (u8).
"""

import argparse
import gzip
import json
import os
import struct

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

WORDS, DIMENSIONS, TOP, SENSES = 54000, 64, 2, 4
# Rows are numbered by 16 bits, and one number stands for none.
ROWS = 65400
# Files of WordNet's nouns: acts, animals, artifacts, body, food, objects, persons, plants, states, substances.
THINGS = {4, 5, 6, 8, 13, 17, 18, 20, 26, 27}
LAYERS, HEADS, WIDE = 6, 12, 384


def lookup(folder, name):
    return json.load(gzip.open(os.path.join(folder, name)))


def fnv(word):
    """FNV-1a, 64 bits, folded to 32."""
    h = 0xCBF29CE484222325
    for b in word.encode():
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (h ^ h >> 32) & 0xFFFFFFFF


def encode(folder, words):
    """A vector for each word by itself: the mean over its pieces in the encoder's last layer."""
    w = load_file(os.path.join(folder, "model.safetensors"))
    w = {k.removeprefix("0.auto_model.").removeprefix("bert."): v.astype(np.float32) for k, v in w.items()}
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w[name + ".weight"] + w[name + ".bias"]

    def linear(x, name):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    def gelu(x):
        return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))

    ids = [e.ids for e in tokenizer.encode_batch(words)]
    out = np.zeros((len(words), WIDE), np.float32)
    by_length = {}
    for i, x in enumerate(ids):
        by_length.setdefault(len(x), []).append(i)
    for n, rows in sorted(by_length.items()):
        for at in range(0, len(rows), 512):
            batch = rows[at : at + 512]
            x = w["embeddings.word_embeddings.weight"][[ids[i] for i in batch]]
            x = x + w["embeddings.position_embeddings.weight"][:n] + w["embeddings.token_type_embeddings.weight"][0]
            x = norm(x, "embeddings.LayerNorm")
            for layer in range(LAYERS):
                p = f"encoder.layer.{layer}."
                heads = lambda y: y.reshape(len(batch), n, HEADS, -1).transpose(0, 2, 1, 3)
                q, k, v = (heads(linear(x, p + "attention.self." + s)) for s in ("query", "key", "value"))
                a = q @ k.transpose(0, 1, 3, 2) / np.sqrt(WIDE / HEADS)
                a = np.exp(a - a.max(-1, keepdims=True))
                a /= a.sum(-1, keepdims=True)
                y = (a @ v).transpose(0, 2, 1, 3).reshape(len(batch), n, WIDE)
                x = norm(x + linear(y, p + "attention.output.dense"), p + "attention.output.LayerNorm")
                y = linear(gelu(linear(x, p + "intermediate.dense")), p + "output.dense")
                x = norm(x + y, p + "output.LayerNorm")
            out[batch] = x.mean(1)
    return out


def compress(x):
    """Unit vectors without what all words share and the first components, which tell little (Mu and Viswanath 2018,
    "All-but-the-Top"); the next ones as bytes, each word scaled to its largest."""
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    x = x - x.mean(0)
    values, vectors = np.linalg.eigh(x.T @ x)
    vectors = vectors[:, np.argsort(values)[::-1]]
    y = x @ vectors[:, TOP : TOP + DIMENSIONS]
    y = y / np.abs(y).max(1, keepdims=True)
    return np.round(y * 127).astype(np.int8)


class Wordnet:
    """Princeton's WordNet as its data files have it."""

    def __init__(self, folder):
        self.index, self.above, self.kind, self.derived = {}, {}, {}, {}
        for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj")):
            for line in open(os.path.join(folder, "data." + name), encoding="latin-1"):
                if line.startswith("  "):
                    continue
                f = line.split("|")[0].split()
                offset = (pos, int(f[0]))
                self.kind[offset] = int(f[1])
                count = int(f[3], 16)
                words = [f[4 + 2 * i].lower() for i in range(count)]
                at = 4 + 2 * count
                for i in range(int(f[at])):
                    sign, target, tpos, ends = f[at + 1 + 4 * i : at + 5 + 4 * i]
                    target = (tpos.replace("s", "a"), int(target))
                    if sign in ("@", "@i"):
                        self.above.setdefault(offset, target)
                    if sign == "+" and pos == "n" and tpos == "v":
                        a = int(ends[:2], 16)
                        self.derived.setdefault((words[a - 1], offset), []).append((target, int(ends[2:], 16)))
                if pos == "v":
                    self.kind[("words", offset)] = words
            for line in open(os.path.join(folder, "index." + name), encoding="latin-1"):
                if line.startswith("  "):
                    continue
                f = line.split()
                senses = [(pos, int(x)) for x in f[-int(f[2]) :]]
                self.index[(f[0], pos)] = senses

    def lemma(self, word, pos, exceptions, rules):
        if word in exceptions and (exceptions[word][0], pos) in self.index:
            return exceptions[word][0]
        # "left" and "found" are lemmas of their own, and forms.
        if (word, pos) in self.index and not (pos == "n" and word.endswith("ss")):
            forms = [word]
        else:
            forms = []
        for end, put in rules:
            if word.endswith(end) and len(word) > len(end) + 1:
                form = word[: len(word) - len(end)] + put
                if (form, pos) in self.index:
                    forms.append(form)
        if not forms:
            return None
        # A plural that is a lemma too ("arms") goes with its singular only where it has no sense of its own first.
        return forms[0]

    def root(self, noun):
        """The verb that a noun is derived from in one of its first senses: "collision" gives "collide"."""
        for sense in self.index.get((noun, "n"), [])[:3]:
            for target, at in self.derived.get((noun, sense), []):
                return self.kind[("words", target)][max(at, 1) - 1]
        return None


def main():
    p = argparse.ArgumentParser()
    for name in ("encoder", "wordnet", "lookups", "out"):
        p.add_argument("--" + name, required=True)
    a = p.parse_args()
    net = Wordnet(a.wordnet)
    prob = {}
    for word, x in lookup(a.lookups, "en_lexeme_prob.json.gz").items():
        word = word.lower()
        if word.replace("-", "").isalpha() and word.isascii() and len(word) > 1:
            prob[word] = max(prob.get(word, -99), x)
    exc, rules = lookup(a.lookups, "en_lemma_exc.json.gz"), lookup(a.lookups, "en_lemma_rules.json.gz")
    lemma, kept, taken = {}, [], set()

    def take(w):
        """The word and its lemmas; what stands in the table once is not counted again."""
        kept.append(w)
        for pos, name in (("n", "noun"), ("v", "verb")):
            found = net.lemma(w, pos, exc[name], rules[name])
            if found:
                lemma[w, pos] = found
                if found.isascii() and "_" not in found:
                    taken.add(found)
        taken.add(w)

    def thing(w):
        found = net.lemma(w, "n", exc["noun"], rules["noun"])
        return found is not None and net.kind[net.index[found, "n"][0]] in THINGS

    by_frequency = sorted(prob, key=lambda w: (-prob[w], w))
    for w in by_frequency[:WORDS]:
        take(w)
    for w in by_frequency[WORDS:]:
        if len(taken) >= ROWS:
            break
        if thing(w):
            take(w)
    known = set(kept)
    words = kept + sorted(taken - known)
    roots = {w: net.root(w) for w in words}
    # Hashes that meet: the rarer word goes.
    seen, kept = set(), []
    for w in words:
        if fnv(w) not in seen:
            seen.add(fnv(w))
            kept.append(w)
    words = sorted(kept, key=fnv)
    assert len(words) < 0xFFFF
    row = {w: i for i, w in enumerate(words)}
    vectors = compress(encode(a.encoder, words))
    senses, listed, first = {}, [], []

    def number(s):
        if s not in senses:
            senses[s] = len(senses)
            if s in net.above:
                number(net.above[s])
        return senses[s]

    for w in words:
        start = len(listed)
        for pos in "nva":
            listed += [number(s) for s in net.index.get((w, pos), [])[:SENSES]]
        first.append((start, len(listed)))
    nothing = 0xFFFF
    column = lambda f: np.array([f(w) for w in words], np.uint16)
    out = open(a.out, "wb")
    out.write(b"VLEXEME1" + struct.pack("<II", len(words), len(senses)))
    out.write(np.array([fnv(w) for w in words], np.uint32).tobytes())
    for pos in "nv":
        out.write(column(lambda w: row.get(lemma.get((w, pos), w if (w, pos) in net.index else ""), nothing)).tobytes())
    out.write(column(lambda w: row.get(roots[w], nothing)).tobytes())
    out.write(np.array([s for s, _ in first] + [len(listed)], np.uint32).tobytes())
    out.write(vectors.tobytes())
    out.write(struct.pack("<I", len(listed)) + np.array(listed, np.uint32).tobytes())
    order = sorted(senses, key=senses.get)
    out.write(np.array([senses.get(net.above.get(s), senses[s]) for s in order], np.uint32).tobytes())
    out.write(np.array([net.kind[s] for s in order], np.uint8).tobytes())
    out.close()
    print(len(words), "words", len(senses), "senses", len(listed), "senses of words", os.path.getsize(a.out), "bytes")


if __name__ == "__main__":
    main()
