"""BLOOM's architecture in plain PyTorch, small; the parameters are named as in Hugging Face's BloomForCausalLM.

Positions are not embedded: each attention head prefers near tokens by a slope of its own (ALiBi). The position of
a token is its rank among the unmasked ones, so padding on either side changes nothing.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    """Sizes, under the names of Hugging Face's BloomConfig."""

    vocab_size: int = 4096
    hidden_size: int = 192
    n_layer: int = 3
    n_head: int = 4
    layer_norm_epsilon: float = 1e-5

    @property
    def head_size(self) -> int:
        return self.hidden_size // self.n_head

    def as_dict(self) -> dict:
        return asdict(self)


Cache = list[tuple[Tensor, Tensor]]
"""Per layer: keys and values, each [batch, heads, past, head size]."""


def alibi_slopes(heads: int) -> Tensor:
    """BLOOM's slopes for a power of two of heads: 2^(-8/heads), its square, its cube …"""
    if heads & (heads - 1):
        raise ValueError(f"n_head must be a power of two, got {heads}")
    return torch.tensor([2.0 ** (-8.0 * (head + 1) / heads) for head in range(heads)])


def attention_bias(mask: Tensor, queries: int, heads: int) -> Tensor:
    """What is added to the scores: ALiBi on keys in sight, the least float on others. [batch, heads, queries, keys]"""
    keys = mask.shape[1]
    positions = ((mask.cumsum(1) - 1) * mask).float()
    alibi = alibi_slopes(heads)[None, :, None, None] * positions[:, None, None, :]
    query_index = torch.arange(keys - queries, keys)[:, None]
    in_sight = (torch.arange(keys)[None, :] <= query_index) & mask.bool()[:, None, None, :]
    return torch.where(in_sight, alibi, torch.finfo(torch.float32).min)


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads, self.head_size = shape.n_head, shape.head_size
        self.query_key_value = nn.Linear(shape.hidden_size, 3 * shape.hidden_size)
        self.dense = nn.Linear(shape.hidden_size, shape.hidden_size)

    def forward(self, hidden: Tensor, bias: Tensor, past: tuple[Tensor, Tensor] | None):
        batch, length, size = hidden.shape
        fused = self.query_key_value(hidden).view(batch, length, self.heads, 3, self.head_size)
        query, key, value = (part.transpose(1, 2) for part in fused.unbind(3))
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return self.dense(mixed.transpose(1, 2).reshape(batch, length, size)), (key, value)


class Mlp(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.dense_h_to_4h = nn.Linear(shape.hidden_size, 4 * shape.hidden_size)
        self.dense_4h_to_h = nn.Linear(4 * shape.hidden_size, shape.hidden_size)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.dense_4h_to_h(F.gelu(self.dense_h_to_4h(hidden), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.input_layernorm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_epsilon)
        self.self_attention = Attention(shape)
        self.post_attention_layernorm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_epsilon)
        self.mlp = Mlp(shape)

    def forward(self, hidden: Tensor, bias: Tensor, past: tuple[Tensor, Tensor] | None):
        attended, present = self.self_attention(self.input_layernorm(hidden), bias, past)
        hidden = hidden + attended
        return hidden + self.mlp(self.post_attention_layernorm(hidden)), present


class Transformer(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.word_embeddings = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.word_embeddings_layernorm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_epsilon)
        self.h = nn.ModuleList(Block(shape) for _ in range(shape.n_layer))
        self.ln_f = nn.LayerNorm(shape.hidden_size, shape.layer_norm_epsilon)

    def forward(self, ids: Tensor, mask: Tensor, past: Cache | None = None) -> tuple[Tensor, Cache]:
        hidden = self.word_embeddings_layernorm(self.word_embeddings(ids))
        bias = attention_bias(mask, ids.shape[1], self.h[0].self_attention.heads)
        presents = []
        for index, block in enumerate(self.h):
            hidden, present = block(hidden, bias, past[index] if past else None)
            presents.append(present)
        return self.ln_f(hidden), presents


class Bloom(nn.Module):
    """The transformer, a head that shares the weights of the word embeddings, and a pooled vector of a text."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.transformer = Transformer(shape)
        self.apply(initialise)

    def forward(self, ids: Tensor, mask: Tensor, past: Cache | None = None) -> tuple[Tensor, Cache]:
        """Last hidden state [batch, sequence, hidden] and the cache; mask is [batch, past + sequence]."""
        return self.transformer(ids, mask, past)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.transformer.word_embeddings.weight)

    def sentence_embedding(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden, _ = self(ids, mask)
        return pool(hidden, mask)


def pool(hidden: Tensor, mask: Tensor) -> Tensor:
    """Mean of the unmasked states, of length one. [batch, hidden]"""
    weights = mask[:, :, None].to(hidden.dtype)
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
    return F.normalize(mean, dim=1)


def initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)


def round_to_half(model: Bloom) -> None:
    """Gives every weight the value it has in the published file, which stores 16 bits each."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())
