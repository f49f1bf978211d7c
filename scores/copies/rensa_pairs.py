#!/usr/bin/env python3
"""Near-duplicate pairs by rensa (PyPI), as its documentation does it: rensa_pairs.py FILE THRESHOLD OUT

MinHash of 128 permutations over word triples, LSH of 32 bands (16 at .7), candidates by the estimated Jaccard likeness.
Prints seconds of processor time from the start of the program.
"""
import json, re, sys, time
from rensa import RMinHash, RMinHashLSH

source, threshold, out = sys.argv[1], float(sys.argv[2]), sys.argv[3]
lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32 if threshold < .6 else 16)
ids, all_hashes = [], []
for line in open(source, encoding="utf-8"):
    d = json.loads(line)
    w = re.findall(r"\w+", d["text"].lower())
    s = {" ".join(w[i:i + 3]) for i in range(len(w) - 2)}
    if len(s) < 10:
        continue
    m = RMinHash(num_perm=128, seed=42)
    m.update(list(s))
    lsh.insert(len(ids), m)
    ids.append(d["id"])
    all_hashes.append(m)
with open(out, "w") as f:
    for k, m in enumerate(all_hashes):
        for j in lsh.query(m):
            if j < k and m.jaccard(all_hashes[j]) >= threshold:
                f.write(json.dumps({"a": ids[j], "b": ids[k]}) + "\n")
print(f"{time.process_time():.2f}")
