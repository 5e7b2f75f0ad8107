"""What the training minimises: wrong tokens in answers, and translations whose vectors lie apart."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from batches import IGNORED, Group, pair_batches, question_batches
from model import Bloom, pool
from tasks import Sampler
from tokenizer import PAD_ID, Tokenizer

CONTRASTIVE_WEIGHT = 0.3
CONTRASTIVE_TEMPERATURE = 0.05


def answer_loss(model: Bloom, ids: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy; the vocabulary is looked at only where an answer is expected, which saves most of that cost."""
    hidden, _ = model(ids, (ids != PAD_ID).long())
    wanted = labels[:, 1:]
    places = wanted != IGNORED
    return F.cross_entropy(model.logits(hidden[:, :-1][places]).float(), wanted[places])


def contrastive_loss(model: Bloom, groups: list[Group]) -> Tensor:
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


@dataclass(frozen=True)
class Step:
    """What one worker found in one step."""

    gradients: tuple[Tensor, ...]
    answers: float
    pairs: float
    tokens: int
    samples: int


class Worker:
    """Draws batches and computes their gradients; used by one thread at a time."""

    def __init__(self, model: Bloom, sampler: Sampler, tokenizer: Tokenizer, tokens_per_batch: int, turn: int):
        self.model, self.parameters, self.turn = model, list(model.parameters()), turn
        self.questions = question_batches(sampler, tokenizer, tokens_per_batch)
        self.pairs = pair_batches(sampler, tokenizer)

    def step(self) -> Step:
        """Questions always, pairs every other time, so that half of the workers have pairs in any one step."""
        ids, labels = next(self.questions)
        groups = next(self.pairs) if self.turn % 2 == 0 else []
        self.turn += 1
        with torch.autocast("cpu", torch.bfloat16):
            answers = answer_loss(self.model, ids, labels)
            pairs = contrastive_loss(self.model, groups) if groups else answers.new_zeros(())
        gradients = torch.autograd.grad(answers + 2 * CONTRASTIVE_WEIGHT * pairs, self.parameters)
        tokens = sum(int((part != PAD_ID).sum()) for part in (ids, *(texts for texts, _ in groups)))
        return Step(gradients, answers.item(), 2 * pairs.item(), tokens, len(ids))
