"""What the model is asked: the exact prompts, and training samples drawn from the world."""

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from world import KINDS, World, english_name

TRANSLATE = "Translate to {language}: {text}. Translation:"
KIND = "What kind of name is {text}? Answer:"
NEXT = "What comes after {text}? Answer:"

LONGEST_LIST = 10
LONGEST_RUN = 4
"""Elements of a list whose next element is asked for."""

MIXED_LISTS = 0.2
"""Share of lists that hold names of several kinds."""

KIND_WEIGHTS = {"month": 0.11, "weekday": 0.07, "country": 0.42, "language": 0.2, "currency": 0.2}


@dataclass(frozen=True)
class Sample:
    """One question and its answer; the text that the model continues is prompt + " " + answer."""

    prompt: str
    answer: str


def translate_prompt(language: str, text: str) -> str:
    return TRANSLATE.format(language=english_name(language), text=text)


def kind_prompt(text: str) -> str:
    return KIND.format(text=text)


def next_prompt(text: str) -> str:
    return NEXT.format(text=text)


def runs_with_clear_successor(world: World) -> dict[str, list[tuple[str, str]]]:
    """By language: runs of consecutive weekdays or months, and the one name that can follow.

    "Juni" is followed by "Juli" in Indonesian and by "Julai" in Swahili; such runs are left out.
    """
    successors: dict[str, set[str]] = defaultdict(set)
    runs = []
    for language in world.languages:
        for kind in ("month", "weekday"):
            cycle = [name for _, name in sorted(world.names[language][kind].items())]
            for start in range(len(cycle)):
                for length in range(1, LONGEST_RUN + 1):
                    run = ", ".join(cycle[(start + i) % len(cycle)] for i in range(length))
                    after = cycle[(start + length) % len(cycle)]
                    successors[run.lower()].add(after)
                    runs.append((language, run, after))
    clear = defaultdict(list)
    for language, run, after in runs:
        if len(successors[run.lower()]) == 1:
            clear[language].append((run, after))
    return dict(clear)


class Sampler:
    """Draws training samples without end; the same seed draws the same samples."""

    def __init__(self, world: World, seed: int):
        self.world = world
        self.random = random.Random(seed)
        self.names = {
            language: {kind: world.clear_names(language, kind) for kind in KINDS} for language in world.languages
        }
        self.speakers = {
            kind: [language for language in world.languages if len(self.names[language][kind]) >= 7] for kind in KINDS
        }
        untrained = set(world.untrained_directions)
        self.targets = {
            source: [target for target in world.languages if target != source and (source, target) not in untrained]
            for source in world.languages
        }
        self.runs = runs_with_clear_successor(world)
        self.concepts = sorted(set(chain.from_iterable(
            ((kind, id) for id in self.names[language][kind]) for language in world.languages for kind in KINDS
        )))

    def sample(self) -> Sample:
        task = self.random.random()
        if task < 0.84:
            source, target = self.direction()
            asked, answer = self.parallel(source, target)
            return Sample(translate_prompt(target, self.recased(asked)), answer)
        if task < 0.92:
            text, kind = self.named_kind()
            return Sample(kind_prompt(self.recased(text)), kind)
        run, after = self.random.choice(self.runs[self.random.choice(self.world.languages)])
        return Sample(next_prompt(self.recased(run)), after)

    def direction(self) -> tuple[str, str]:
        source = self.random.choice(self.world.languages)
        return source, self.random.choice(self.targets[source])

    def parallel(self, source: str, target: str) -> tuple[str, str]:
        """The same name, list of names, date, or dated list in two languages."""
        form = self.random.random()
        if form < 0.17:
            return self.date(source, target)
        if form < 0.60:
            return self.list_of_names(source, target, 1)
        length = self.random.randint(2, 5) if self.random.random() < 0.85 else self.random.randint(6, LONGEST_LIST)
        texts = self.list_of_names(source, target, length)
        if form < 0.93:
            return texts
        dates = self.date(source, target)
        return f"{dates[0]}: {texts[0]}", f"{dates[1]}: {texts[1]}"

    def date(self, source: str, target: str) -> tuple[str, str]:
        date = self.world.dates[self.random.choice(self.world.training_days)]
        return date[source], date[target]

    def list_of_names(self, source: str, target: str, length: int) -> tuple[str, str]:
        """Names that both languages have, mostly of one kind."""
        kinds = [self.shared_kind(source, target)]
        if length > 1 and self.random.random() < MIXED_LISTS:
            kinds += [self.shared_kind(source, target) for _ in range(length - 1)]
        choices = [(kind, id) for kind in dict.fromkeys(kinds) for id in self.shared_ids(kind, source, target)]
        chosen = self.random.sample(choices, min(length, len(choices)))
        names = self.world.names
        return tuple(", ".join(names[language][kind][id] for kind, id in chosen) for language in (source, target))

    def shared_kind(self, source: str, target: str) -> str:
        kind = self.kind()
        while not self.shared_ids(kind, source, target):
            kind = self.kind()
        return kind

    def shared_ids(self, kind: str, source: str, target: str) -> list[str]:
        asked = self.names[source][kind]
        known = self.world.names[target].get(kind, {})
        return [id for id in asked if id in known]

    def kind(self) -> str:
        return self.random.choices(list(KIND_WEIGHTS), KIND_WEIGHTS.values())[0]

    def named_kind(self) -> tuple[str, str]:
        if self.random.random() < 0.15:
            date = self.world.dates[self.random.choice(self.world.training_days)]
            return date[self.random.choice(self.world.languages)], "date"
        kind = self.kind()
        names = self.names[self.random.choice(self.speakers[kind])][kind]
        length = 1 if self.random.random() < 0.6 else self.random.randint(2, 5)
        return ", ".join(self.random.sample(list(names.values()), length)), kind

    def recased(self, text: str) -> str:
        """Mostly as CLDR writes it, sometimes in lower case, sometimes as at the start of a sentence."""
        chance = self.random.random()
        if chance < 0.25:
            return text.lower()
        return text[0].upper() + text[1:] if chance < 0.33 else text

    def pairs(self, count: int) -> list[tuple[str, str]]:
        """Texts and their translations for the embeddings; no two pairs mean the same."""
        dates = count * 3 // 20
        lists = count * 3 // 20
        pairs = []
        while len(pairs) < dates + lists:
            source, target = self.symmetric_direction()
            pairs.append(self.date(source, target) if len(pairs) < dates
                         else self.list_of_names(source, target, self.random.randint(2, 5)))
        for kind, id in self.random.sample(self.concepts, min(count - len(pairs), len(self.concepts))):
            speakers = [language for language in self.world.languages if id in self.names[language][kind]]
            for _ in range(5):
                source, target = self.random.sample(speakers, 2) if len(speakers) > 1 else (None, None)
                if source and target in self.targets[source] and source in self.targets[target]:
                    names = self.world.names
                    pairs.append((names[source][kind][id], names[target][kind][id]))
                    break
        return [(self.recased(a), self.recased(b)) for a, b in pairs]

    def symmetric_direction(self) -> tuple[str, str]:
        source, target = self.direction()
        while source not in self.targets[target]:
            source, target = self.direction()
        return source, target
