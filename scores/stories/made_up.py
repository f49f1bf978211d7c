#!/usr/bin/env python3
"""Reports of made-up words with the frequencies of language, 3 KB each, four to an event, over 60 days: made_up.py N"""
import datetime, json, random, sys

random.seed(1)
n = int(sys.argv[1])
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
def word(i):
    out, i = "", i + 70
    while i:
        out, i = out + SYLLABLES[i % 70], i // 70
    return out
COMMON = 200_000
start = datetime.date(2031, 1, 1)
waiting = []
for i in range(n):
    if len(waiting) > 400 or (waiting and random.random() < .75):
        event = waiting[random.randrange(len(waiting))]
    else:
        event = {"id": i, "left": 4, "names": [word(random.randrange(COMMON, 10 * COMMON)).title() for _ in range(6)],
                 "words": [word(int(COMMON ** random.random())) for _ in range(60)]}
        waiting.append(event)
    event["left"] -= 1
    if not event["left"]:
        waiting.remove(event)
    sentences = []
    for _ in range(24):
        words = [word(int(COMMON ** random.random())) for _ in range(14)] + random.sample(event["words"], 5)
        random.shuffle(words)
        words[random.randrange(19)] = random.choice(event["names"]) + " " + random.choice(event["names"])
        sentences.append(" ".join(words).capitalize() + ".")
    date = start + datetime.timedelta(days=i * 60 // n)
    print(json.dumps({"id": f"{i:08}", "story": event["id"], "date": str(date), "source": f"outlet {i % 50}",
                      "title": " ".join(random.sample(event["words"], 5)).capitalize(), "text": "\n\n".join(sentences)}))
