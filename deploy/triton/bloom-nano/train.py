"""Trains the model for a given time: train.py <data folder> --minutes 63.

The learning rate follows the clock, not a count of steps: it falls to zero exactly when the time is over, however busy
the machine is. A checkpoint is written every few minutes; started again, the training goes on from it.
"""

import argparse
import json
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # set before torch is loaded, which reads it once

import torch

from losses import Step, Worker
from model import Bloom, Shape
from tasks import Sampler
from tokenizer import Tokenizer
from world import read_world

WORKERS = 4
"""Threads that each compute the gradient of a batch of their own.

They meet once a step. Threads within an operation would meet at every operation, and where other programs want the
same cores the waiting costs several times the computing.
"""
TOKENS_PER_WORKER = 1100
"""Of questions and answers in one step, padding included."""

ADAM_RATE = 8e-3
MUON_RATE = 0.02
WARM_UP, DECAY_FROM = 0.02, 0.4
"""Shares of the time."""

LOG_SECONDS, CHECKPOINT_SECONDS = 15, 240


@dataclass
class Done:
    """What the training has cost so far, over all its starts; CPU seconds count all threads."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    steps: int = 0
    tokens: int = 0
    samples: int = 0


def rate_factor(progress: float) -> float:
    """Rises, stays, and falls to zero along a cosine, over a progress from 0 to 1."""
    if progress < WARM_UP:
        return progress / WARM_UP
    if progress < DECAY_FROM:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - DECAY_FROM) / (1 - DECAY_FROM))))


class Trainer:
    def __init__(self, data: Path, checkpoint: Path):
        torch.manual_seed(0)
        tokenizer = Tokenizer.read(data / "tokenizer.json")
        self.checkpoint = checkpoint
        self.model = Bloom(Shape(vocab_size=len(tokenizer.tokens)))
        self.optimizers = self.make_optimizers()
        self.groups = [group for optimizer in self.optimizers for group in optimizer.param_groups]
        self.peaks = [group["lr"] for group in self.groups]
        self.done = Done()
        if checkpoint.exists():
            self.resume()
        world = read_world(data)
        seed = 100 + self.done.steps
        samplers = [Sampler(world, seed + 1_000_000 * index) for index in range(WORKERS)]
        self.workers = [Worker(self.model, sampler, tokenizer, TOKENS_PER_WORKER, turn=index)
                        for index, sampler in enumerate(samplers)]

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        """Muon for the matrices within the blocks, AdamW for all else."""
        inner = {name for name, parameter in self.model.named_parameters() if parameter.ndim == 2 and ".h." in name}
        matrices = [parameter for name, parameter in self.model.named_parameters() if name in inner]
        others = [parameter for name, parameter in self.model.named_parameters() if name not in inner]
        return [torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
                torch.optim.Muon(matrices, lr=MUON_RATE, momentum=0.95, weight_decay=0.01)]

    def resume(self) -> None:
        state = torch.load(self.checkpoint)
        self.model.load_state_dict(state["model"])
        for optimizer, optimizer_state in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(optimizer_state)
        self.done = Done(**state["done"])

    def save(self) -> None:
        partial = self.checkpoint.with_suffix(".part")
        torch.save({"model": self.model.state_dict(), "shape": self.model.shape.as_dict(), "done": asdict(self.done),
                    "optimizers": [optimizer.state_dict() for optimizer in self.optimizers]}, partial)
        partial.replace(self.checkpoint)

    def run(self, seconds: float) -> None:
        last = saved = logged = time.monotonic()
        cpu = time.process_time()
        with ThreadPoolExecutor(WORKERS) as threads:
            while self.done.seconds < seconds:
                factor = rate_factor(self.done.seconds / seconds)
                steps = list(threads.map(Worker.step, self.workers))
                self.update(steps, factor)
                now, cpu_now = time.monotonic(), time.process_time()
                self.done.seconds += now - last
                self.done.cpu_seconds += cpu_now - cpu
                last, cpu = now, cpu_now
                if now - logged > LOG_SECONDS:
                    self.log(steps, factor)
                    logged = now
                if now - saved > CHECKPOINT_SECONDS:
                    self.save()
                    saved = now
        self.save()

    def update(self, steps: list[Step], factor: float) -> None:
        for group, peak in zip(self.groups, self.peaks):
            group["lr"] = peak * factor
        for parameter, *parts in zip(self.model.parameters(), *(step.gradients for step in steps)):
            parameter.grad = sum(parts) / WORKERS
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.done.steps += 1
        self.done.tokens += sum(step.tokens for step in steps)
        self.done.samples += sum(step.samples for step in steps)

    def log(self, steps: list[Step], factor: float) -> None:
        answers, pairs = (sum(losses) / WORKERS for losses in zip(*((step.answers, step.pairs) for step in steps)))
        print(json.dumps(asdict(self.done) | {"answers": round(answers, 4), "pairs": round(pairs, 4),
                                              "rate": round(factor, 4)}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=63)
    arguments = parser.parse_args()
    trainer = Trainer(arguments.data, arguments.data / "checkpoint.pt")
    trainer.run(arguments.minutes * 60)
    print(json.dumps(asdict(trainer.done)))
