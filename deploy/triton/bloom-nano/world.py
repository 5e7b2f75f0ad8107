"""The small world the model knows: names and dates in 38 languages, as CLDR writes them.

Everything the model is taught or asked comes from the two tables of ExportNames.java. This module chooses
the concepts, sets aside what must not be trained on, and knows which texts have more than one meaning.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Concept = tuple[str, str]
"""Kind and id of a thing that has a name, for example ("country", "FR")."""

KINDS = ("month", "weekday", "country", "language", "currency")

COUNTRIES = """
    AE AO AR AU BD BE BF BI BJ BR CA CD CG CH CI CL CM CN CO CU DE DZ EG ES ET FR GB GH GN GR HT ID IN IQ IR IT JP KE
    KR LK MA MG ML MX MY MZ NA NE NG NL NP PE PH PK PL PT RU RW SA SD SE SN SO TD TG TH TN TR TZ UA UG US VE VN ZA ZM ZW
""".split()

NAMED_LANGUAGES = """
    am ar bm bn ca de el en es eu fa fr gu ha hi id ig it ja kn ko ml mr ne nl pa pl pt ru rw sn so sw ta te th tr uk
    ur vi wo xh yo zh zu
""".split()

CURRENCIES = """
    AUD BDT BRL CAD CHF CNY EGP ETB EUR GBP IDR INR JPY KES MAD MXN NGN PKR RUB RWF SAR TZS UGX USD VND XAF XOF ZAR
""".split()

CHOSEN_IDS = {"country": set(COUNTRIES), "language": set(NAMED_LANGUAGES), "currency": set(CURRENCIES)}

UNTRAINED_DIRECTION_COUNT = 60

TEST_DAY_STEP = 9
"""Every ninth day is kept for tests and for the documents of the demo; the model never sees its date."""


@dataclass
class World:
    """Texts by language, kind and concept id; dates by day and language; and what is set aside."""

    names: dict[str, dict[str, dict[str, str]]]
    dates: dict[str, dict[str, str]]
    training_days: list[str]
    test_days: list[str]
    untrained_directions: list[tuple[str, str]]
    ambiguous: set[str] = field(default_factory=set)
    """Lower-case texts that name different things in different languages, so that no answer would be right."""

    @property
    def languages(self) -> list[str]:
        return list(self.names)

    def clear_names(self, language: str, kind: str) -> dict[str, str]:
        """The names of one kind that mean one thing only, by concept id."""
        names = self.names[language].get(kind, {})
        return {id: name for id, name in names.items() if name.lower() not in self.ambiguous}


ENGLISH_NAMES = {"zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese"}


def read_world(folder: Path) -> World:
    names: dict = {}
    with open(folder / "names.tsv", encoding="utf-8") as table:
        for line in table:
            language, kind, concept_id, text = line.rstrip("\n").split("\t")
            if language == "en" and kind == "language":
                ENGLISH_NAMES.setdefault(concept_id, text)
            if kind not in CHOSEN_IDS or concept_id in CHOSEN_IDS[kind]:
                names.setdefault(language, {}).setdefault(kind, {})[concept_id] = text
    dates = {}
    with open(folder / "dates.tsv", encoding="utf-8") as table:
        languages = next(table).rstrip("\n").split("\t")[1:]
        for line in table:
            day, *texts = line.rstrip("\n").split("\t")
            dates[day] = dict(zip(languages, texts))
    days = list(dates)
    test_days = days[4::TEST_DAY_STEP]
    held_out = set(test_days)
    return World(
        names={language: names[language] for language in languages},
        dates=dates,
        training_days=[day for day in days if day not in held_out],
        test_days=test_days,
        untrained_directions=choose_untrained_directions(languages),
        ambiguous=find_ambiguous(names),
    )


def choose_untrained_directions(languages: list[str]) -> list[tuple[str, str]]:
    """Directions between two languages that no training sample translates; the same at every run."""
    directions = [(a, b) for a in languages for b in languages if a != b and ("sw", "bn") != (a, b)]
    return sorted([("sw", "bn")] + random.Random(7).sample(directions, UNTRAINED_DIRECTION_COUNT - 1))


def find_ambiguous(names: dict) -> set[str]:
    meanings: dict[str, set[Concept]] = defaultdict(set)
    for kinds in names.values():
        for kind, texts in kinds.items():
            for concept_id, text in texts.items():
                meanings[text.lower()].add((kind, concept_id))
    return {text for text, concepts in meanings.items() if len(concepts) > 1}


def english_name(language: str) -> str:
    """How a prompt names a language."""
    return ENGLISH_NAMES[language]
