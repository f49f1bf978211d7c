#!/usr/bin/env python3
"""Made-up articles as JSON lines, with copies among them.

usage: make_articles.py N SEED [WORDS] > articles.jsonl

Words are drawn as in a language (Zipf); every outlet ends half of its articles with a line of its own; 8 % of the
articles are made from an earlier one (the same, with changed words, cut off, or with another end), 4 % hold a passage
of one. About WORDS words each (400).
"""
import itertools, json, random, sys

def main(n, seed, length=400):
    r = random.Random(seed)
    consonants, vowels, count = "bcdfghklmnprstvz", "aeiou", 60000
    def word(i):
        s, i = "", i + 20
        while i:
            s += consonants[i % 16] + vowels[i // 16 % 5]
            i //= 80
        return s
    names = [word(i) for i in range(count)]
    weights = list(itertools.accumulate(1 / (i + 8) for i in range(count)))
    pool = r.choices(names, cum_weights=weights, k=2_000_000)
    odd = ["café", "naïve", "Ünal", "O’Neil", "don't", "ΟΔΟΣ", "İzmir", "東京", "x_1", "½"]
    draw = lambda k: r.choices(pool, k=max(3, k))
    outlets = [f"outlet{i}.example" for i in range(max(3, min(200, n // 50)))]
    line = {o: draw(r.randint(12, 40)) for o in outlets}
    keep = []
    for d in range(n):
        outlet, p = r.choice(outlets), r.random()
        if keep and p < .08:
            words, q = list(r.choice(keep)), r.random()
            if q < .15:
                pass
            elif q < .7:
                for _ in range(int(len(words) * r.choice([.01, .03, .06, .1, .15]))):
                    words[r.randrange(len(words))] = r.choice(pool)
            elif q < .85:
                words = words[:max(12, int(len(words) * r.uniform(.3, .95)))]
            else:
                k = int(len(words) * r.uniform(.2, .9))
                words = words[:k] + draw(len(words) - k)
        else:
            words = draw(int(r.gauss(length, length / 3)))
            if keep and p < .12:
                source, k, at = r.choice(keep), r.randint(12, 60), r.randrange(len(words))
                start = r.randrange(max(1, len(source) - k))
                words[at:at] = source[start:start + k]
            if p > .9:
                words[r.randrange(len(words))] = r.choice(odd)
        if len(keep) < 20000:
            keep.append(words)
        elif p > .98:
            keep[r.randrange(len(keep))] = words
        if d % 2:
            words = words + line[outlet]
        text = "\n\n".join(" ".join(words[i:i + 60]) + "." for i in range(0, len(words), 60))
        print(json.dumps({"id": f"m{d}", "source": outlet, "text": text}, ensure_ascii=d % 4 == 0))

main(*map(int, sys.argv[1:]))
