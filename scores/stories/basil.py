#!/usr/bin/env python3
"""Documents of BASIL as score_stories.py reads them: basil.py basil_docs.jsonl"""
import json, sys

for line in open(sys.argv[1], encoding="utf-8"):
    d = json.loads(line)
    print(json.dumps({"id": d["doc_id"], "source": d["outlet"], "date": d["date"], "title": d["title"],
                      "text": d["text"], "story": d["event"]}))
