"""Trains the model for a given time: train.py <data folder> --minutes 70.

The learning rate follows the clock, not a count of steps: it falls to zero exactly when the time is over, however busy
the machine is. A checkpoint is written every few minutes; started again, the training goes on from it.
"""

import argparse
import json
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # set before torch is loaded, which reads it once

import torch
from torch.nn import functional as F

from model import Bloom, Shape, pool
from tasks import Sampler
from tokenizer import END_ID, PAD_ID, Tokenizer
from world import read_world

IGNORED = -100
POOL_SAMPLES = 4096
WORKERS = 2
"""Threads that each compute the gradient of a batch of their own.

They meet once a step. Threads within an operation would meet at every operation, and where other programs want the
same cores the waiting costs several times the computing.
"""
CONTRASTIVE_PAIRS = 80
CONTRASTIVE_WEIGHT = 0.3
CONTRASTIVE_TEMPERATURE = 0.05
CHECKPOINT_SECONDS = 240


def pad(rows: list[list[int]], filler: int) -> torch.Tensor:
    """Right-padded to a multiple of four tokens."""
    length = -(-max(map(len, rows)) // 4) * 4
    return torch.tensor([row + [filler] * (length - len(row)) for row in rows])


def batches(sampler: Sampler, tokenizer: Tokenizer, tokens_per_batch: int):
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


def pair_batches(sampler: Sampler, tokenizer: Tokenizer):
    """All first texts and then all their translations, as groups of like length with the rows they stand for."""
    while True:
        pairs = sampler.pairs(CONTRASTIVE_PAIRS)
        texts = [tokenizer.encode(text) for side in zip(*pairs) for text in side]
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        cuts = [0, *(len(order) * share // 100 for share in (50, 75, 90)), len(order)]
        groups = [order[start:end] for start, end in zip(cuts, cuts[1:])]
        yield [(pad([texts[row] for row in group], PAD_ID), torch.tensor(group)) for group in groups]


def answer_loss(model: Bloom, ids: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross entropy; the vocabulary is looked at only where an answer is expected, a fifth of the cost."""
    hidden, _ = model(ids, (ids != PAD_ID).long())
    wanted = labels[:, 1:]
    places = wanted != IGNORED
    return F.cross_entropy(model.logits(hidden[:, :-1][places]).float(), wanted[places])


def contrastive_loss(model: Bloom, groups: list[tuple[torch.Tensor, torch.Tensor]]) -> torch.Tensor:
    """Symmetric InfoNCE: each text is to find its translation among those of the batch, both ways."""
    vectors = []
    for ids, _ in groups:
        mask = (ids != PAD_ID).long()
        vectors.append(pool(model(ids, mask)[0].float(), mask))
    rows = torch.cat([rows for _, rows in groups])
    first, second = torch.cat(vectors)[rows.argsort()].chunk(2)
    similarity = first @ second.T / CONTRASTIVE_TEMPERATURE
    own = torch.arange(len(first))
    return (F.cross_entropy(similarity, own) + F.cross_entropy(similarity.T, own)) / 2


class Worker:
    """Draws batches and computes their gradients; one thread at a time."""

    def __init__(self, model: Bloom, sampler: Sampler, tokenizer: Tokenizer, tokens_per_batch: int):
        self.model, self.parameters = model, list(model.parameters())
        self.asked = batches(sampler, tokenizer, tokens_per_batch)
        self.paired = pair_batches(sampler, tokenizer)

    def gradients(self) -> tuple[tuple[torch.Tensor, ...], dict[str, float]]:
        (ids, labels), groups = next(self.asked), next(self.paired)
        with torch.autocast("cpu", torch.bfloat16):
            answers = answer_loss(self.model, ids, labels)
            pairs = contrastive_loss(self.model, groups)
        gradients = torch.autograd.grad(answers + CONTRASTIVE_WEIGHT * pairs, self.parameters)
        tokens = sum(int((part != PAD_ID).sum()) for part in (ids, *(pair_ids for pair_ids, _ in groups)))
        return gradients, dict(answers=answers.item(), pairs=pairs.item(), tokens=tokens, samples=len(ids))


def learning_rate(progress: float, peak: float) -> float:
    """Warm-up over the first 2 %, flat to 40 %, then down to zero along a cosine."""
    if progress < 0.02:
        return peak * progress / 0.02
    return peak if progress < 0.4 else peak * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - 0.4) / 0.6)))


def optimizers(model: Bloom, args) -> list[torch.optim.Optimizer]:
    """Muon for the matrices within the blocks, AdamW for all else."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and ".h." in name]
    others = [p for name, p in model.named_parameters() if not (p.ndim == 2 and ".h." in name)]
    adam = dict(betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    if not args.muon_lr:
        return [torch.optim.AdamW(model.parameters(), lr=args.lr, **adam)]
    return [torch.optim.AdamW(others, lr=args.lr, **adam),
            torch.optim.Muon(matrices, lr=args.muon_lr, weight_decay=0.01, momentum=0.95)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--lr", type=float, default=8e-3)
    parser.add_argument("--muon-lr", type=float, default=0.02)
    parser.add_argument("--tokens", type=int, default=2800, help="tokens per worker and batch, padding included")
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--layers", type=int, default=3)
    args = parser.parse_args()
    out = args.out or args.data / "checkpoint.pt"

    torch.manual_seed(0)
    tokenizer = Tokenizer.read(args.data / "tokenizer.json")
    model = Bloom(Shape(len(tokenizer.tokens), args.hidden, args.layers))
    opts = optimizers(model, args)
    peaks = [group["lr"] for opt in opts for group in opt.param_groups]
    done = dict(seconds=0.0, cpu_seconds=0.0, steps=0, tokens=0, samples=0)
    if out.exists():
        state = torch.load(out)
        model.load_state_dict(state["model"])
        for opt, opt_state in zip(opts, state["optimizers"]):
            opt.load_state_dict(opt_state)
        done = state["done"]

    world = read_world(args.data)
    workers = [Worker(model, Sampler(world, seed=100 + done["steps"] + 1_000_000 * index), tokenizer, args.tokens)
               for index in range(WORKERS)]
    threads = ThreadPoolExecutor(WORKERS)
    total = args.minutes * 60
    last = saved = logged = time.monotonic()
    cpu = time.process_time()
    running = [0.0, 0.0]

    def save() -> None:
        partial = out.with_suffix(".part")
        torch.save(dict(model=model.state_dict(), optimizers=[opt.state_dict() for opt in opts], done=done,
                        shape=model.shape.as_dict()), partial)
        partial.replace(out)

    while done["seconds"] < total:
        rates = [learning_rate(done["seconds"] / total, peak) for peak in peaks]
        for group, rate in zip((group for opt in opts for group in opt.param_groups), rates):
            group["lr"] = rate
        results = list(threads.map(Worker.gradients, workers))
        for parameter, *parts in zip(model.parameters(), *(gradients for gradients, _ in results)):
            parameter.grad = sum(parts) / WORKERS
        seen = {key: sum(report[key] for _, report in results) for key in results[0][1]}
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for opt in opts:
            opt.step()
        now = time.monotonic()
        done["seconds"] += now - last
        done["cpu_seconds"] += time.process_time() - cpu
        last, cpu = now, time.process_time()
        done["steps"] += 1
        done["samples"] += seen["samples"]
        done["tokens"] += seen["tokens"]
        losses = [seen["answers"] / WORKERS, seen["pairs"] / WORKERS]
        running = [0.98 * r + 0.02 * x for r, x in zip(running, losses)] if done["steps"] > 1 else losses
        if now - logged > 15:
            print(json.dumps(dict({k: round(v) for k, v in done.items()}, answers=round(running[0], 4),
                                  pairs=round(running[1], 4), lr=round(rates[0], 6))), flush=True)
            logged = now
        if now - saved > CHECKPOINT_SECONDS:
            save()
            saved = now
    save()
    print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main()
