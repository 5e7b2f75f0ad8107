"""Measures the published weights and writes the tables of the model card: evaluate.py <data folder> <README.md>.

All answers are decoded greedily and count only if they equal CLDR's text exactly. The cases are drawn with a fixed
seed, by rules that know nothing of the model.
"""

import json
import math
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch

from export import read_model
from generation import answers, embed
from model import Bloom
from tasks import kind_prompt, next_prompt, runs_with_clear_successor, translate_prompt
from tokenizer import Tokenizer
from world import KINDS, World, english_name, read_world

NAMES_PER_LANGUAGE = 300
DATES_PER_LANGUAGE = 80
LISTS = 1500
UNTRAINED_CASES = 2000
KIND_CASES = 2500
RETRIEVAL_DATES = 400
BEGIN_FIGURES, END_FIGURES = "<!-- written by evaluate.py -->", "<!-- end -->"


@dataclass(frozen=True)
class Case:
    prompt: str
    wanted: str
    labels: tuple[str, ...]
    """The rows of the tables that this case counts in."""


class Cases:
    """Draws test cases; every direction, concept and date of a group is equally likely."""

    def __init__(self, world: World, seed: int):
        self.world, self.random = world, random.Random(seed)
        self.untrained = set(world.untrained_directions)
        self.trained = [(source, target) for source in world.languages for target in world.languages
                        if source != target and (source, target) not in self.untrained]
        self.clear = {language: {(kind, id): name for kind in KINDS
                                 for id, name in world.clear_names(language, kind).items()}
                      for language in world.languages}

    def name(self, source: str, target: str, group: str, lower: bool = False) -> Case:
        concept = self.random.choice(self.shared(source, target))
        text = self.clear[source][concept]
        asked = text.lower() if lower else text
        labels = (group, f"{group} / {concept[0]}", f"{group} / from {source}", f"{group} / to {target}")
        return Case(translate_prompt(target, asked), self.text(target, concept), labels)

    def date(self, source: str, target: str, group: str) -> Case:
        date = self.world.dates[self.random.choice(self.world.test_days)]
        return Case(translate_prompt(target, date[source]), date[target],
                    (group, f"{group} / from {source}", f"{group} / to {target}"))

    def name_list(self, group: str, dated: bool) -> Case:
        """Two to five names of one kind, after an unseen date if wanted."""
        source, target = self.random.choice(self.trained)
        shared = self.shared(source, target)
        kind = self.random.choice(shared)[0]
        choices = [concept for concept in shared if concept[0] == kind]
        chosen = self.random.sample(choices, min(len(choices), self.random.randint(2, 5)))
        asked = ", ".join(self.clear[source][concept] for concept in chosen)
        wanted = ", ".join(self.text(target, concept) for concept in chosen)
        if dated:
            date = self.world.dates[self.random.choice(self.world.test_days)]
            asked, wanted = f"{date[source]}: {asked}", f"{date[target]}: {wanted}"
        return Case(translate_prompt(target, asked), wanted, (group,))

    def kind(self, group: str) -> Case:
        """A name, a list of two to five, or an unseen date; equally likely kinds."""
        language = self.random.choice(self.world.languages)
        kind = self.random.choice([*KINDS, "date"])
        if kind == "date":
            text = self.world.dates[self.random.choice(self.world.test_days)][language]
        else:
            names = [name for (of_kind, _), name in self.clear[language].items() if of_kind == kind]
            if not names:
                return self.kind(group)
            length = self.random.choice((1, 1, 2, 3, 4, 5))
            text = ", ".join(self.random.sample(names, min(length, len(names))))
        return Case(kind_prompt(text), kind, (group, f"{group} / {kind}"))

    def successors(self, group: str) -> list[Case]:
        """Every run of one to four names that has one possible successor."""
        return [Case(next_prompt(run), after, (group, f"{group} / {'list' if ', ' in run else 'single name'}"))
                for runs in runs_with_clear_successor(self.world).values() for run, after in runs]

    def shared(self, source: str, target: str) -> list[tuple[str, str]]:
        names = self.world.names[target]
        return [(kind, id) for kind, id in self.clear[source] if id in names.get(kind, {})]

    def text(self, language: str, concept: tuple[str, str]) -> str:
        return self.world.names[language][concept[0]][concept[1]]

    def trained_to(self, target: str) -> str:
        return self.random.choice([source for source, other in self.trained if other == target])


def all_cases(world: World) -> list[Case]:
    cases = Cases(world, seed=20_000)
    untrained = world.untrained_directions
    targets = world.languages
    return [
        *(cases.name(cases.trained_to(target), target, "names") for target in targets
          for _ in range(NAMES_PER_LANGUAGE)),
        *(cases.name(cases.trained_to(target), target, "names in lower case", lower=True) for target in targets
          for _ in range(NAMES_PER_LANGUAGE // 6)),
        *(cases.name(*cases.random.choice(untrained), "names, directions never seen")
          for _ in range(UNTRAINED_CASES)),
        *(cases.date(cases.trained_to(target), target, "unseen dates") for target in targets
          for _ in range(DATES_PER_LANGUAGE)),
        *(cases.date(*cases.random.choice(untrained), "unseen dates, directions never seen")
          for _ in range(UNTRAINED_CASES // 2)),
        *(cases.name_list("lists of 2 to 5 names", dated=False) for _ in range(LISTS)),
        *(cases.name_list("unseen date and 2 to 5 names", dated=True) for _ in range(LISTS)),
        *(cases.kind("kind") for _ in range(KIND_CASES)),
        *cases.successors("next"),
    ]


def exact_share(model: Bloom, tokenizer: Tokenizer, cases: list[Case]) -> dict[str, tuple[float, int]]:
    """Share of exact answers and number of cases, by label."""
    results: dict[str, list[bool]] = defaultdict(list)
    for case, answer in zip(cases, answers(model, tokenizer, [case.prompt for case in cases])):
        for label in case.labels:
            results[label].append(answer == case.wanted)
    return {label: (sum(hits) / len(hits), len(hits)) for label, hits in results.items()}


def retrieval(model: Bloom, tokenizer: Tokenizer, world: World) -> dict[str, tuple[float, int]]:
    """How often the nearest vector is the translation's, for every direction of languages.

    The candidates are all clear names of the target language together with 400 unseen dates; the queries are all names
    and dates of the source language that are among them.
    """
    days = random.Random(20_001).sample(world.test_days, RETRIEVAL_DATES)
    keys, vectors = {}, {}
    for language in world.languages:
        texts = {(kind, id): name for kind in KINDS for id, name in world.clear_names(language, kind).items()}
        texts |= {("date", day): world.dates[day][language] for day in days}
        keys[language] = {key: row for row, key in enumerate(texts)}
        vectors[language] = embed(model, tokenizer, list(texts.values()))
    untrained = {frozenset(direction) for direction in world.untrained_directions}
    results: dict[str, list[bool]] = defaultdict(list)
    for source in world.languages:
        for target in (other for other in world.languages if other != source):
            shared = [key for key in keys[source] if key in keys[target]]
            rows = torch.tensor([keys[source][key] for key in shared])
            wanted = torch.tensor([keys[target][key] for key in shared])
            nearest = (vectors[source][rows] @ vectors[target].T).argmax(1)
            seen = "directions never seen" if frozenset((source, target)) in untrained else "trained directions"
            for key, hit in zip(shared, (nearest == wanted).tolist()):
                what = "dates" if key[0] == "date" else "names"
                results[f"retrieval of {what}, {seen}"].append(hit)
                if seen == "trained directions" and what == "names":
                    results[f"retrieval / {key[0]}"].append(hit)
                    results[f"retrieval / from {source}"].append(hit)
    results["retrieval of names and dates"] = [hit for label, hits in results.items() if " of " in label
                                               for hit in hits]
    sizes = [len(rows) for rows in keys.values()]
    print(f"retrieval among {min(sizes)} to {max(sizes)} candidates")
    return {label: (sum(hits) / len(hits), len(hits)) for label, hits in results.items()}


def percent(figures: dict[str, tuple[float, int]], label: str) -> str:
    """Two digits, cut and not rounded, so that 100.00 means without a mistake."""
    return f"{math.floor(1e4 * figures[label][0]) / 100:.2f}" if label in figures else "–"


def tables(figures: dict[str, tuple[float, int]], world: World) -> str:
    main = [label for label in figures if " / " not in label]
    lines = ["| | right, % | cases |", "|---|---:|---:|"]
    lines += [f"| {label} | {percent(figures, label)} | {figures[label][1]:,} |" for label in main]
    lines += ["", "By kind of name, in trained directions (%):", "", "| | " + " | ".join(KINDS) + " |",
              "|---|" + "---:|" * len(KINDS)]
    for title, group in (("translated", "names"), ("translated, directions never seen", "names, directions never seen"),
                         ("retrieved", "retrieval"), ("kind told", "kind")):
        lines.append(f"| {title} | " + " | ".join(percent(figures, f"{group} / {kind}") for kind in KINDS) + " |")
    lines += ["", "By language, in trained directions (%):", "",
              "| | names from | names to | dates from | dates to | retrieval from |", "|---|---:|---:|---:|---:|---:|"]
    for language in world.languages:
        columns = (f"names / from {language}", f"names / to {language}", f"unseen dates / from {language}",
                   f"unseen dates / to {language}", f"retrieval / from {language}")
        lines.append(f"| {english_name(language)} `{language}` | "
                     + " | ".join(percent(figures, column) for column in columns) + " |")
    return "\n".join(lines)


def main(data: Path, card: Path) -> None:
    world = read_world(data)
    tokenizer = Tokenizer.read(data / "tokenizer.json")
    model = read_model(data / "checkpoint.pt")
    started = time.monotonic()
    figures = exact_share(model, tokenizer, all_cases(world)) | retrieval(model, tokenizer, world)
    (data / "evaluation.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    before, rest = card.read_text(encoding="utf-8").split(BEGIN_FIGURES)
    after = rest.split(END_FIGURES)[1]
    card.write_text(f"{before}{BEGIN_FIGURES}\n{tables(figures, world)}\n{END_FIGURES}{after}", encoding="utf-8")
    for label, (share, count) in figures.items():
        if " / " not in label:
            print(f"{label:45} {share:.4f} of {count}")
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
