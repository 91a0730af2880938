"""Gives spans of money and power their values, which spaCy leaves open.

It is as generous as a short program can be: it widens a span to a sign before
it and a scale or unit behind it, and reads ranges, words and many currencies.
"""

import re

SCALES = {
    "k": 1e3, "thousand": 1e3, "lakh": 1e5, "m": 1e6, "mn": 1e6, "mm": 1e6, "mln": 1e6, "million": 1e6,
    "crore": 1e7, "cr": 1e7, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9,
    "t": 1e12, "tn": 1e12, "trn": 1e12, "trillion": 1e12,
}
CURRENCIES = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "s$": "SGD", "hk$": "HKD", "nz$": "NZD", "nt$": "TWD", "r$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "rs": "INR", "chf": "CHF", "sek": "SEK",
    "nok": "NOK", "dkk": "DKK", "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "inr": "INR", "aud": "AUD",
    "cad": "CAD", "krw": "KRW", "cny": "CNY", "rmb": "CNY", "aed": "AED", "sar": "SAR", "brl": "BRL", "zar": "ZAR",
    "canadian dollar": "CAD", "australian dollar": "AUD", "dollar": "USD", "buck": "USD", "euro": "EUR",
    "pound": "GBP", "quid": "GBP", "yen": "JPY", "yuan": "CNY", "rupee": "INR", "swiss franc": "CHF", "won": "KRW",
    "dirham": "AED", "riyal": "SAR", "rand": "ZAR", "real": "BRL", "krona": "SEK", "kronor": "SEK",
}
WORDS = {w: float(i) for i, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split())}
WORDS |= {w: 10.0 * i for i, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
WORDS |= {"a": 1.0, "an": 1.0, "half a": 0.5, "half": 0.5, "quarter of a": 0.25}


def either(words):
    """A pattern of any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


SIGN = rf"(?:{either(w for w in CURRENCIES if not w.isalpha() or len(w) <= 3)})\.?"
NAME = rf"(?:{either(w for w in CURRENCIES if len(w) > 2)})s?"
SCALE = rf"(?:{either(SCALES)})\b"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{either(WORDS)})\b)"
TERM = rf"(?:{SIGN}\s?)?({NUMBER})(?:[\s-]?({SCALE}))?"
MONEY = re.compile(rf"{TERM}(?:\s?(?:-|–|to|and)\s?{TERM})?", re.I)
WATTS = {"gw": 1.0, "gigawatt": 1.0, "mw": 1e-3, "megawatt": 1e-3, "kw": 1e-6, "kilowatt": 1e-6, "tw": 1e3}
WATT = rf"({either(WATTS)})s?(?:p|e|t|ac|dc)?\b(?![\s-]?hours?)"
POWER = re.compile(rf"({NUMBER})(?:\s?(?:-|–|to|and)\s?({NUMBER}))?[\s-]?{WATT}", re.I)
BEFORE = re.compile(rf"(?:{SIGN})\s?$", re.I)
AFTER = re.compile(rf"^[\s-]?(?:{SCALE})?(?:\s(?:{NAME})\b)?", re.I)
CURRENCY = re.compile(rf"{either(CURRENCIES)}", re.I)


def widen(text, start, end):
    """Takes in a sign before a span and a scale and a currency behind it."""
    if before := BEFORE.search(text[max(0, start - 5):start]):
        start -= len(before[0])
    return start, end + len(AFTER.match(text[end:end + 40])[0].rstrip())


def value(number, scale):
    plain = WORDS.get(number.lower())
    if plain is None:
        plain = float(number.replace(",", ""))
    return plain * SCALES.get((scale or "").lower(), 1.0)


def money(text, start, end):
    """Returns the span, low, high and currency of a span of money, or None."""
    start, end = widen(text, start, end)
    words = text[start:end]
    sign = CURRENCY.search(words)
    if not sign:
        return None
    currency = CURRENCIES[sign[0].lower()]
    match = MONEY.search(words)
    if not match:
        return start, end, None, None, currency
    low, low_scale, high, high_scale = match.groups()
    if high is None:
        single = value(low, low_scale)
        return start, end, single, single, currency
    return start, end, value(low, low_scale or high_scale), value(high, high_scale or low_scale), currency


def power(text, start, end):
    """Returns the span, low and high in gigawatts that begin in a span, or None."""
    match = POWER.search(text[start:end + 30])
    if not match or match.start() > end - start:
        return None
    low, high, unit = match.groups()
    factor = WATTS[unit.lower()]
    ends = value(low, None) * factor, value(high or low, None) * factor
    return start + match.start(), start + match.end(), *ends
