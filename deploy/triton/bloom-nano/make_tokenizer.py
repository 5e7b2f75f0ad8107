"""Learns the vocabulary from the texts the model will be trained on: make_tokenizer.py <data folder>."""

import sys
from collections import Counter
from pathlib import Path

from tasks import Sampler
from tokenizer import Tokenizer, learn_merges, split
from world import read_world

SAMPLES = 150_000
VOCABULARY_SIZE = 4096

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sampler = Sampler(read_world(folder), seed=1)
    counts: Counter = Counter()
    for sample in (sampler.sample() for _ in range(SAMPLES)):
        counts.update(split(f"{sample.prompt} {sample.answer}"))
    for pair in (pair for _ in range(SAMPLES // 500) for pair in sampler.pairs(200)):
        for text in pair:
            counts.update(split(text))
    tokenizer = Tokenizer(learn_merges(counts, VOCABULARY_SIZE))
    tokenizer.write(folder / "tokenizer.json")
    print(f"{len(tokenizer.tokens)} tokens learned from {len(counts)} distinct pieces")
