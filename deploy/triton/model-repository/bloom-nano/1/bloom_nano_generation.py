"""Writes the answers to a batch of prompts: one call of the decoder for all prompts, then one per further token."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

Cache = list[np.ndarray]
"""Keys and values of each layer in turn, each [batch, heads, past, head size]."""

Decoder = Callable[[np.ndarray, np.ndarray, Cache], tuple[np.ndarray, Cache]]
"""Token ids [batch, sequence], mask [batch, past + sequence], past; to logits [batch, sequence, vocabulary], cache."""


@dataclass(frozen=True)
class Shape:
    """What the cache's tensors look like, and the ids that mean something."""

    layers: int
    heads: int
    head_size: int
    end_id: int
    pad_id: int

    def masked_past(self, rows: int) -> Cache:
        """One position that the mask hides: it changes nothing, and no tensor is empty on its way to the decoder."""
        return [np.zeros((rows, self.heads, 1, self.head_size), np.float32) for _ in range(2 * self.layers)]


@dataclass(frozen=True)
class Sampling:
    """How a token is chosen: the likeliest at temperature 0 or top_k 1; top_k 0 and top_p 1 set no bound."""

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    seed: int = 0

    def is_greedy(self) -> bool:
        return self.temperature == 0 or self.top_k == 1


@dataclass
class Row:
    """A prompt and its answer as far as it is written; the end token is not part of it."""

    prompt: list[int]
    max_tokens: int
    sampling: Sampling = Sampling()
    written: list[int] = field(default_factory=list)
    finish_reason: str = ""

    def __post_init__(self):
        self.random = np.random.default_rng(self.sampling.seed)

    def take(self, logits: np.ndarray, end_id: int) -> None:
        token = choose(logits, self.sampling, self.random)
        if token == end_id:
            self.finish_reason = "stop"
            return
        self.written.append(token)
        if len(self.written) == self.max_tokens:
            self.finish_reason = "length"


def choose(logits: np.ndarray, sampling: Sampling, random: np.random.Generator) -> int:
    if sampling.is_greedy():
        return int(logits.argmax())
    order = np.argsort(-logits, kind="stable")
    if sampling.top_k > 0:
        order = order[:sampling.top_k]
    scores = logits[order].astype(np.float64)
    # Less than a float's smallest step of temperature must not divide by nothing.
    chances = np.exp((scores - scores[0]) / max(sampling.temperature, 1e-6))
    chances /= chances.sum()
    reached_before = np.cumsum(chances) - chances
    chances = np.where(reached_before < sampling.top_p, chances, 0)
    chances[0] = max(chances[0], np.finfo(np.float64).tiny)
    return int(random.choice(order, p=chances / chances.sum()))


def generate(decode: Decoder, rows: list[Row], shape: Shape) -> None:
    """Finishes every row. Those that are finished leave the batch, so that one long answer is not paid for by all."""
    length = max(len(row.prompt) for row in rows)
    ids = np.full((len(rows), length), shape.pad_id, np.int64)
    mask = np.zeros((len(rows), 1 + length), np.int64)
    for index, row in enumerate(rows):
        ids[index, length - len(row.prompt):] = row.prompt
        mask[index, 1 + length - len(row.prompt):] = 1
    past = shape.masked_past(len(rows))
    while rows:
        logits, past = decode(ids, mask, past)
        for row, row_logits in zip(rows, logits[:, -1]):
            row.take(row_logits, shape.end_id)
        going_on = [index for index, row in enumerate(rows) if not row.finish_reason]
        if len(going_on) < len(rows):
            rows, mask, past = [rows[i] for i in going_on], mask[going_on], [part[going_on] for part in past]
        ids = np.array([row.written[-1:] for row in rows], np.int64)
        mask = np.pad(mask, ((0, 0), (0, 1)), constant_values=1)
