"""Measures gigawire and its peers on the same articles and prints one table.

    compare.py GIGAWIRE GOLD_DIR WORDS_PER_SECOND_IN_PROCESS

Every program reads the articles of the split "score", which nothing was tuned
to, and `gigawire eval --facts` scores them all in the same way. Speed is words
by the CPU time of one core, the best of three.
"""

import importlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import warnings

SPLIT = "score"
ROUNDS = 3
REPEAT = 150  # how often gigawire reads the articles in a round, to outweigh its start


def articles(gold):
    """The articles of the split, with the spans of outlets."""
    split = dict(line.split("\t") for line in (gold / "split.tsv").read_text().splitlines())
    for path in sorted((gold / "articles").glob("*.json")):
        if split[path.stem] != SPLIT:
            continue
        article = json.loads(path.read_text())
        marked = json.loads((gold / "gold" / path.name).read_text())
        outlets = {m["text"].lower() for o in marked.get("outlets") or [] for m in o["mentions"]}
        yield {"id": article["id"], "text": article["body"], "outlets": outlets}


def completed(fact, article):
    """What a peer cannot know, an outlet only cited as a source, is not held
    against it."""
    fact["article"] = {"id": article["id"]}
    fact["confidence"] = 1
    if fact["type"] == "company":
        fact["outlet"] = fact["company"]["id"] in article["outlets"]
    return fact


def score(gigawire, gold, lines):
    """F1 and its interval by figure."""
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
        file.write("\n".join(lines))
        file.flush()
        command = [gigawire, "eval", gold, "--split", SPLIT, "-o", "json", "--facts", file.name]
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {f["name"]: f for f in report["figures"]}


def peer(system, corpus):
    """Facts as lines, and words per CPU second."""
    texts = [a["text"] for a in corpus]
    system.read(texts[:2])  # what is loaded on first use is not counted
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        results = system.read(texts)
        best = min(best, time.process_time() - start)
    facts = [completed(f, a) for a, r in zip(corpus, results) for f in system.facts(a["text"], r)]
    return [json.dumps(f) for f in facts], words(corpus) / best


def gigawire_itself(gigawire, corpus):
    """The same of the whole program: JSON in, JSON out, start included."""
    given = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in corpus)
    command = [gigawire, "extract", "-o", "ndjson", "--input", "jsonl", "-"]
    facts = subprocess.run(command, input=given.encode(), check=True, capture_output=True).stdout.decode()
    best = float("inf")
    for _ in range(ROUNDS):
        before = children()
        subprocess.run(command, input=(given * REPEAT).encode(), check=True, stdout=subprocess.DEVNULL)
        best = min(best, children() - before)
    return facts.splitlines(), words(corpus) * REPEAT / best


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def words(corpus):
    return sum(len(a["text"].split()) for a in corpus)


FIGURES = {"companies": "companies (mentions)", "amounts": "amounts", "gigawatts": "gigawatts"}


def cell(finds, figures, what):
    if what not in finds:
        return "–"
    f = figures[FIGURES[what]]
    return f"{f['value']:.2f} ({f['low']:.2f}–{f['high']:.2f})"


def row(name, finds, figures, speed, ours):
    cells = [cell(finds, figures, what) for what in FIGURES]
    return f"| {name} | {' | '.join(cells)} | {rounded(speed):,} | {ours / speed:.0f} |"


def rounded(speed):
    """Two digits: the machine's noise is larger."""
    unit = 10 ** max(0, len(str(int(speed))) - 2)
    return int(speed / unit + 0.5) * unit


def main(gigawire, gold, in_process):
    corpus = list(articles(pathlib.Path(gold)))
    lines, ours = gigawire_itself(gigawire, corpus)
    print("| program | companies | amounts | gigawatts | words/s | gigawire is … times as fast |")
    print("| --- | --- | --- | --- | ---: | ---: |")
    print(row("gigawire, the whole program", FIGURES, score(gigawire, gold, lines), ours, ours))
    print(f"| gigawire, in process | as above | as above | as above | {rounded(in_process):,} | – |")
    for make in importlib.import_module("systems").PEERS:
        system = make()
        lines, speed = peer(system, corpus)
        print(row(system.name, system.finds, score(gigawire, gold, lines), speed, ours), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.path.insert(0, os.path.dirname(__file__))
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
