"""Adds up what score_variants.py printed for several seeds: sum.py FILE..."""

import collections
import re
import sys

hit, total = collections.Counter(), collections.Counter()
f1 = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if m := re.match(r"(edit recall \S+|substantive precision|spelling called substantive|speaker)\s+(\d+)/(\d+)", line):
                hit[m[1]] += int(m[2])
                total[m[1]] += int(m[3])
            elif m := re.match(r"invented\s+found (\d+)/(\d+), reported (\d+)", line):
                hit["invented words, recall"] += int(m[1])
                total["invented words, recall"] += int(m[2])
                hit["invented words, precision"] += int(m[1])
                total["invented words, precision"] += int(m[3])
            elif m := re.search(r"F1 (\S+)", line):
                f1.append(float(m[1]))
print(f"utterances, B-cubed F1        {sum(f1) / len(f1):.4f} (lowest of {len(f1)} seeds {min(f1):.4f})")
for name in hit:
    print(f"{name:<29} {hit[name] / total[name]:.4f} ({hit[name]} of {total[name]})")
