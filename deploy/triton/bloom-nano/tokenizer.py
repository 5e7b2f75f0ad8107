"""Byte-level BPE as BLOOM's: the same split of a text, the same special ids, a vocabulary of our own."""

import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

BLOOM_SPLIT = " ?[^(\\s|[.,!?…。，、।۔،])]+"
"""The expression in BLOOM's tokenizer.json; the inner brackets are a class within a class."""

SPLIT = re.compile(r" ?[^(\s|.,!?…。，、।۔،)]+")
"""The same set of characters for Python, which has no classes within classes."""

SPECIAL_TOKENS = ("<unk>", "<s>", "</s>", "<pad>")
UNKNOWN_ID, START_ID, END_ID, PAD_ID = range(4)


def byte_symbols() -> list[str]:
    """One printable character per byte, as GPT-2 and BLOOM write bytes in a vocabulary."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = (byte for byte in range(256) if byte not in printable)
    symbols = {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}
    return [symbols[byte] for byte in range(256)]


BYTE_SYMBOLS = byte_symbols()
SYMBOL_BYTES = {symbol: byte for byte, symbol in enumerate(BYTE_SYMBOLS)}
SPACE = BYTE_SYMBOLS[ord(" ")]


def split(text: str) -> list[str]:
    """Matches of the expression and what lies between them, in order; joined they are the text."""
    pieces, end = [], 0
    for match in SPLIT.finditer(text):
        if match.start() > end:
            pieces.append(text[end:match.start()])
        pieces.append(match.group())
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    return pieces


@lru_cache(maxsize=None)
def may_merge(token: str) -> bool:
    """Digits stay apart from letters and come two at most, so that an unseen year is made of known tokens."""
    digits = token.removeprefix(SPACE)
    return not any("0" <= c <= "9" for c in digits) or (len(digits) <= 2 and digits.isdigit())


def learn_merges(piece_counts: Counter, vocabulary_size: int) -> list[tuple[str, str]]:
    """Plain BPE: join the most frequent neighbours again and again; ties by the text of the pair."""
    words = [[BYTE_SYMBOLS[byte] for byte in piece.encode()] for piece in piece_counts]
    counts = list(piece_counts.values())
    pair_counts: Counter = Counter()
    places = defaultdict(set)

    def count(index: int) -> None:
        for pair in zip(words[index], words[index][1:]):
            if may_merge(pair[0] + pair[1]):
                pair_counts[pair] += counts[index]
                places[pair].add(index)

    def uncount(index: int) -> None:
        for pair in zip(words[index], words[index][1:]):
            if may_merge(pair[0] + pair[1]):
                pair_counts[pair] -= counts[index]
                if pair_counts[pair] <= 0:
                    del pair_counts[pair]

    for index in range(len(words)):
        count(index)
    merges: list[tuple[str, str]] = []
    known = set(BYTE_SYMBOLS)
    while len(known) + len(SPECIAL_TOKENS) < vocabulary_size:
        most = max(pair_counts.values())
        best = max(pair for pair, times in pair_counts.items() if times == most)
        merges.append(best)
        known.add(best[0] + best[1])
        for index in places.pop(best):
            uncount(index)
            words[index] = join(words[index], best)
            count(index)
    return merges


def join(word: list[str], pair: tuple[str, str]) -> list[str]:
    joined, i = [], 0
    while i < len(word):
        if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
            joined.append(word[i] + word[i + 1])
            i += 2
        else:
            joined.append(word[i])
            i += 1
    return joined


class Tokenizer:
    """Encodes and decodes with a vocabulary in the format of Hugging Face tokenizers."""

    def __init__(self, merges: list[tuple[str, str]]):
        self.merges = merges
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        tokens = list(dict.fromkeys([*SPECIAL_TOKENS, *BYTE_SYMBOLS, *(a + b for a, b in merges)]))
        self.ids = {token: id for id, token in enumerate(tokens)}
        self.tokens = tokens
        self.piece_ids = lru_cache(maxsize=1 << 18)(self._piece_ids)

    @classmethod
    def read(cls, file: Path) -> "Tokenizer":
        model = json.loads(file.read_text(encoding="utf-8"))["model"]
        return cls([tuple(merge.split(" ")) for merge in model["merges"]])

    def encode(self, text: str) -> list[int]:
        return [id for piece in split(text) for id in self.piece_ids(piece)]

    def _piece_ids(self, piece: str) -> tuple[int, ...]:
        word = [BYTE_SYMBOLS[byte] for byte in piece.encode()]
        while len(word) > 1:
            best = min(zip(word, word[1:]), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
            if best not in self.ranks:
                break
            word = join(word, best)
        return tuple(self.ids[token] for token in word)

    def decode(self, ids: list[int]) -> str:
        """The text of the ids; special tokens are left out, broken bytes become U+FFFD."""
        symbols = "".join(self.tokens[id] for id in ids if id >= len(SPECIAL_TOKENS))
        return bytes(SYMBOL_BYTES[symbol] for symbol in symbols).decode(errors="replace")

    def write(self, file: Path) -> None:
        special = [
            {"id": id, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for id, token in enumerate(SPECIAL_TOKENS)
        ]
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
        content = {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": special,
            "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": BLOOM_SPLIT}, "behavior": "Isolated", "invert": False},
                byte_level,
            ]},
            "post_processor": None,
            "decoder": byte_level,
            "model": {
                "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                "vocab": self.ids, "merges": [" ".join(pair) for pair in self.merges],
            },
        }
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
