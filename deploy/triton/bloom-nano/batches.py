"""Batches for the training: samples as rows of token ids, rows of like length together."""

from collections.abc import Iterator

import torch
from torch import Tensor

from tasks import Sampler
from tokenizer import END_ID, PAD_ID, Tokenizer

IGNORED = -100
"""Label of a token that nothing is to be learned from; PyTorch's default."""

POOL_SAMPLES = 4096
PAIRS_PER_BATCH = 80

Group = tuple[Tensor, Tensor]
"""Token ids [texts, sequence] and the row that each text has among all texts of the batch."""


def pad(rows: list[list[int]], filler: int) -> Tensor:
    """Right-padded to a multiple of four tokens."""
    length = -(-max(map(len, rows)) // 4) * 4
    return torch.tensor([row + [filler] * (length - len(row)) for row in rows])


def question_batches(sampler: Sampler, tokenizer: Tokenizer, tokens_per_batch: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Token ids, and labels that are set only where an answer is to be learned. [batch, sequence] each"""
    while True:
        rows = []
        for sample in (sampler.sample() for _ in range(POOL_SAMPLES)):
            prompt = tokenizer.encode(sample.prompt)
            answer = [*tokenizer.encode(" " + sample.answer), END_ID]
            rows.append((prompt + answer, [IGNORED] * len(prompt) + answer))
        rows.sort(key=lambda row: len(row[0]))
        cuts, start = [], 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or (end + 1 - start) * len(rows[end][0]) > tokens_per_batch:
                cuts.append(rows[start:end])
                start = end
        sampler.random.shuffle(cuts)
        for cut in cuts:
            yield pad([ids for ids, _ in cut], PAD_ID), pad([labels for _, labels in cut], IGNORED)


def pair_batches(sampler: Sampler, tokenizer: Tokenizer) -> Iterator[list[Group]]:
    """All first texts and then all their translations, in groups of like length: one long date pads few others."""
    while True:
        pairs = sampler.pairs(PAIRS_PER_BATCH)
        texts = [tokenizer.encode(text) for side in zip(*pairs) for text in side]
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        cuts = [0, *(len(order) * share // 100 for share in (50, 75, 90)), len(order)]
        groups = [order[start:end] for start, end in zip(cuts, cuts[1:])]
        yield [(pad([texts[row] for row in group], PAD_ID), torch.tensor(group)) for group in groups]
