#!/usr/bin/env python3
"""Expressions of time against the English specifications of Microsoft Recognizers-Text (MIT).

    recognizers.py FOLDER VARIORUM [--misses]

Each case is a sentence with a reference date and what should be found. A case resolves an open expression both ways, to
the last and to the next; here either counts. What has no like in TIMEX3 (ranges of clock times, lists, holidays by
number) is left out, and so are the modes made for calendars and assistants, where "next month" is a day. Only values are
asked for; the words have to touch.
"""

import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile


def minutes(value):
    """'2016-11-07 16:12:00' as TIMEX3 writes it."""
    day, _, clock = value.partition(" ")
    return f"{day}T{clock[:5]}" if clock else day


def wanted(result):
    """The kind of a result and the values that would be right, or None where TIMEX3 has no such thing."""
    kind = result.get("TypeName", result.get("Type", "")).replace("datetimeV2.", "")
    values = []
    if "Resolution" in result:
        resolution = result["Resolution"] or {}
        values = [(v.get("timex", ""), v.get("value"), v.get("start")) for v in resolution.get("values", [])]
    elif isinstance(result.get("Value"), dict):
        v = result["Value"]
        sides = [v.get("FutureResolution") or {}, v.get("PastResolution") or {}]
        for s in sides:
            point = s.get("date") or s.get("dateTime") or s.get("time") or s.get("duration")
            values.append((v.get("Timex", ""), point, s.get("startDate")))
    out = set()
    for timex, value, start in values:
        timex = re.sub(r"T(\d\d)$", r"T\1:00", timex or "")
        timex = re.sub(r"(T\d\d:\d\d):\d\d$", r"\1", timex)
        if timex == "PRESENT_REF":
            out.add(timex)
        elif kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value or "") or kind == "datetime" and value:
            out.add(minutes(value))
        elif kind == "time" and timex.startswith("T"):
            out.add(timex)
        elif kind in ("duration", "set") and timex.startswith(("P", "XXXX")):
            out.add(timex)
        elif kind == "daterange" and re.fullmatch(r"[\dX]{4}(-(\d\d|W\d\d(-WE)?|SP|SU|FA|WI|Q\d))?", timex):
            year = start[:4] if start and timex.startswith("XXXX") else timex[:4]
            out.add(year + timex[4:])
    return kind, out


def main():
    folder, program = sys.argv[1:3]
    misses = "--misses" in sys.argv
    cases, seen = [], set()
    modes = ("CalendarMode", "ExperimentalMode", "TasksMode", "SplitDateAndTime", "ExtendedTypes", "SkipFromTo")
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        if path.removesuffix(".json").endswith(modes):
            continue
        for case in json.load(open(path, encoding="utf-8-sig")):
            reference = (case.get("Context") or {}).get("ReferenceDateTime")
            results = [wanted(r) + (r["Text"],) for r in case.get("Results") or []]
            results = [r for r in results if r[1]]
            key = (case["Input"], reference)
            if reference and results and key not in seen:
                seen.add(key)
                cases.append((os.path.basename(path)[:-5], case["Input"], reference[:10], results))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for i, (_, text, day, _) in enumerate(cases):
            f.write(json.dumps({"id": str(i), "date": day, "text": text}) + "\n")
        f.flush()
        done = subprocess.run([program, "annotate", "--json", f.name], capture_output=True, check=True)
    found = {}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        found[int(record["id"])] = record["times"]
    count = collections.defaultdict(lambda: [0, 0, 0])
    for i, (name, text, day, results) in enumerate(cases):
        data = text.encode()
        for kind, values, words in results:
            at = data.lower().find(words.encode().lower())
            touching = [t for t in found.get(i, []) if t["start"] < at + len(words.encode()) and at < t["end"]]
            got = [t["value"] for t in touching]
            right = any(g in values or kind == "time" and any(g.endswith(v) for v in values) for g in got)
            count[kind][0] += 1
            count[kind][1] += bool(touching)
            count[kind][2] += right
            if misses and not right:
                print(f"{name} {day} {kind} {words!r} of {text!r}: wanted {sorted(values)}, got {got}")
    total = [sum(c[k] for c in count.values()) for k in range(3)]
    for kind, (n, touched, right) in sorted(count.items()) + [("all", total)]:
        print(f"{kind:<10} {n:5} expected {100 * touched / n:6.1f} % found {100 * right / n:6.1f} % with the value")


main()
