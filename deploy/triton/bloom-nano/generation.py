"""Greedy decoding and embedding of many texts at once, left-padded, as the Java runtime does it."""

from dataclasses import dataclass

import torch

from model import Bloom
from tokenizer import END_ID, PAD_ID, Tokenizer


@dataclass(frozen=True)
class Generated:
    """The new tokens without the end token, and whether the model itself ended the text."""

    ids: list[int]
    ended: bool


def left_padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and mask. [batch, sequence] each"""
    length = max(map(len, rows))
    ids = torch.tensor([[PAD_ID] * (length - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (length - len(row)) + [1] * len(row) for row in rows])
    return ids, mask


@torch.inference_mode()
def generate(model: Bloom, prompts: list[list[int]], max_new_tokens: int) -> list[Generated]:
    ids, mask = left_padded(prompts)
    past = None
    new: list[list[int]] = [[] for _ in prompts]
    done = torch.zeros(len(prompts), dtype=torch.bool)
    for _ in range(max_new_tokens):
        hidden, past = model(ids, mask, past)
        best = model.logits(hidden[:, -1]).argmax(-1)
        done |= best == END_ID
        if done.all():
            break
        for row, token in enumerate(best.tolist()):
            if not done[row]:
                new[row].append(token)
        ids = torch.where(done, PAD_ID, best)[:, None]
        mask = torch.cat([mask, (~done).long()[:, None]], 1)
    return [Generated(ids, bool(ended)) for ids, ended in zip(new, done)]


def answers(model: Bloom, tokenizer: Tokenizer, prompts: list[str], batch_size: int = 128,
            max_new_tokens: int = 128) -> list[str]:
    """The stripped text for each prompt; prompts of one length go together."""
    encoded = [tokenizer.encode(prompt) for prompt in prompts]
    order = sorted(range(len(prompts)), key=lambda i: len(encoded[i]))
    texts = [""] * len(prompts)
    for start in range(0, len(order), batch_size):
        rows = order[start:start + batch_size]
        for row, result in zip(rows, generate(model, [encoded[row] for row in rows], max_new_tokens)):
            texts[row] = tokenizer.decode(result.ids).strip()
    return texts


@torch.inference_mode()
def embed(model: Bloom, tokenizer: Tokenizer, texts: list[str], batch_size: int = 256) -> torch.Tensor:
    """One vector of length one per text. [texts, hidden]"""
    encoded = [tokenizer.encode(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    vectors = torch.empty(len(texts), model.shape.hidden_size)
    for start in range(0, len(order), batch_size):
        rows = order[start:start + batch_size]
        vectors[rows] = model.sentence_embedding(*left_padded([encoded[row] for row in rows]))
    return vectors
