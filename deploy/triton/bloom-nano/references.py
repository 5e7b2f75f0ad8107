"""Writes what the Java side checks itself against: references.py <data folder> <this folder>.

reference.json holds ids, vectors and answers of the published weights as PyTorch computes them; world.json holds the
right names and dates, from which the demo makes documents whose answers are known.
"""

import json
import sys
from pathlib import Path

import torch

from export import LONGEST_SEQUENCE, read_model
from generation import embed, generate
from model import Bloom
from tasks import kind_prompt, next_prompt, runs_with_clear_successor, translate_prompt
from tokenizer import Tokenizer
from world import KINDS, World, english_name, read_world

MAX_NEW_TOKENS = 64
DATES_PER_LANGUAGE = 10
TOLERANCE = 2e-5


def reference_texts(world: World) -> list[str]:
    """Scripts, cases and lengths of many kinds; the last two are none of the model's business."""
    day = world.dates[world.test_days[1000]]
    countries = world.names["ml"]["country"]
    return [
        world.names["zh-Hans"]["month"]["05"],
        world.names["en"]["weekday"]["7"],
        world.names["fr"]["currency"]["JPY"].lower(),
        world.names["ar"]["country"]["SA"],
        world.names["yo"]["language"]["sw"],
        day["en"], day["zh-Hant"], day["hi"], day["eu"],
        ", ".join(world.names["ta"]["month"][id] for id in ("01", "02", "03")),
        ", ".join(list(countries.values())[3:8]),
        day["sw"] + ": " + ", ".join(world.names["sw"]["currency"][id] for id in ("USD", "EUR", "KES")),
        "Hello, how are you?",
        "(x|y) 𝔘🙂…  two  spaces",
    ]


def reference_prompts(world: World) -> list[str]:
    names, day = world.names, world.dates[world.test_days[2000]]
    currencies = ("USD", "EUR", "INR", "CNY", "ZAR", "GBP")
    return [
        translate_prompt("fr", names["en"]["month"]["02"]),
        translate_prompt("sw", names["fr"]["country"]["CI"]),
        translate_prompt("zh-Hans", names["hi"]["weekday"]["3"]),
        translate_prompt("ar", names["vi"]["currency"]["EUR"].lower()),
        translate_prompt("es", day["en"]),
        translate_prompt("bn", day["sw"]),
        translate_prompt("ta", ", ".join(names["pt"]["country"][id] for id in ("BR", "PT", "AO", "MZ"))),
        translate_prompt("en", day["zh-Hant"] + ": " + ", ".join(names["zh-Hant"]["language"][id]
                                                               for id in ("fr", "en", "sw"))),
        translate_prompt("ml", ", ".join(names["id"]["currency"][id] for id in currencies)),
        kind_prompt(names["yo"]["country"]["NG"]),
        kind_prompt(day["gu"]),
        next_prompt(names["fr"]["weekday"]["7"]),
        next_prompt(", ".join(names["ta"]["month"][id] for id in ("11", "12"))),
        "Hello, how are you?",
    ]


def references(model: Bloom, tokenizer: Tokenizer, world: World) -> dict:
    texts, prompts = reference_texts(world), reference_prompts(world)
    vectors = embed(model, tokenizer, texts)
    alone = torch.cat([embed(model, tokenizer, [text]) for text in texts])
    if (vectors - alone).abs().max() > TOLERANCE:
        raise AssertionError(f"a text's vector depends on its batch by {(vectors - alone).abs().max()}")
    prompt_ids = [tokenizer.encode(prompt) for prompt in prompts]
    together = generate(model, prompt_ids, MAX_NEW_TOKENS)
    if together != [generate(model, [ids], MAX_NEW_TOKENS)[0] for ids in prompt_ids]:
        raise AssertionError("an answer depends on the batch of its prompt")
    return {
        "max_new_tokens": MAX_NEW_TOKENS,
        "longest_sequence": LONGEST_SEQUENCE,
        "texts": [{"text": text, "ids": tokenizer.encode(text), "embedding": [round(x, 6) for x in vector.tolist()]}
                  for text, vector in zip(texts, vectors)],
        "prompts": [{"prompt": prompt, "prompt_ids": ids, "generated_ids": result.ids, "ended": result.ended,
                     "generated_text": tokenizer.decode(result.ids).strip()}
                    for prompt, ids, result in zip(prompts, prompt_ids, together)],
    }


def world_summary(world: World) -> dict:
    """The clear names of every language; months and weekdays in order and complete, Monday first."""
    languages = {}
    days = world.test_days[::len(world.test_days) // DATES_PER_LANGUAGE][:DATES_PER_LANGUAGE]
    runs = runs_with_clear_successor(world)
    for language in world.languages:
        entry: dict = {"name": english_name(language)}
        for kind in KINDS:
            if kind in ("month", "weekday"):
                entry[kind] = [name for _, name in sorted(world.names[language][kind].items())]
            elif world.clear_names(language, kind):
                entry[kind] = world.clear_names(language, kind)
        entry["date"] = {day: world.dates[day][language] for day in days}
        successors = {run for run, _ in runs[language]}
        entry["unclear_successor"] = [name for kind in ("month", "weekday") for name in entry[kind]
                                      if name not in successors]
        languages[language] = entry
    return {
        "languages": languages,
        "untrained_directions": [list(direction) for direction in world.untrained_directions],
        "ambiguous": sorted(world.ambiguous),
    }


def write_json(file: Path, content: dict, indent: int | None) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


if __name__ == "__main__":
    data, folder = Path(sys.argv[1]), Path(sys.argv[2])
    world = read_world(data)
    write_json(folder / "world.json", world_summary(world), indent=1)
    reference = references(read_model(data / "checkpoint.pt"), Tokenizer.read(data / "tokenizer.json"), world)
    write_json(folder / "reference.json", reference, indent=None)
