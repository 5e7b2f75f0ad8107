"""Byte-level BPE as BLOOM's, read from tokenizer.json, with nothing but Python's own library."""

import json
import re
from functools import lru_cache
from pathlib import Path

PIECE = re.compile(r" ?[^(\s|.,!?…。，、।۔،)]+")
"""BLOOM's split; the expression in tokenizer.json has a class within a class, which Python doesn't know."""


def byte_symbols() -> list[str]:
    """One printable character per byte, as vocabularies write bytes."""
    printable = {*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)}
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) if byte in printable else chr(256 + others.index(byte)) for byte in range(256)]


SYMBOLS = byte_symbols()
BYTES = {symbol: byte for byte, symbol in enumerate(SYMBOLS)}


class Tokenizer:
    """Text to token ids and back. A special token's name within a text is plain text, so no text can end itself."""

    def __init__(self, file: Path):
        content = json.loads(file.read_text(encoding="utf-8"))
        model = content["model"]
        special = {token["id"] for token in content["added_tokens"]}
        self.ids = model["vocab"]
        self.ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(model["merges"])}
        self.token_bytes = {id: bytes(BYTES[symbol] for symbol in token)
                            for token, id in self.ids.items() if id not in special}
        self.longest_token = max(map(len, self.token_bytes.values()))
        self.piece_ids = lru_cache(maxsize=1 << 16)(self._piece_ids)

    def fewest_tokens(self, text: str) -> int:
        """So many tokens at least, told without encoding, which takes long for a long text."""
        return -(-len(text.encode()) // self.longest_token)

    def encode(self, text: str) -> list[int]:
        return [id for piece in self._pieces(text) for id in self.piece_ids(piece)]

    def decode(self, ids: list[int]) -> str:
        """The text of the ids without special tokens; broken bytes become U+FFFD."""
        return b"".join(self.token_bytes.get(id, b"") for id in ids).decode(errors="replace")

    @staticmethod
    def _pieces(text: str) -> list[str]:
        """What the expression matches, and what lies between the matches; joined they are the text."""
        pieces, end = [], 0
        for match in PIECE.finditer(text):
            pieces += [text[end:match.start()], match.group()]
            end = match.end()
        return [piece for piece in (*pieces, text[end:]) if piece]

    def _piece_ids(self, piece: str) -> tuple[int, ...]:
        word = [SYMBOLS[byte] for byte in piece.encode()]
        while len(word) > 1:
            best = min(zip(word, word[1:]), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
            if best not in self.ranks:
                break
            word = self._joined(word, best)
        return tuple(self.ids[token] for token in word)

    @staticmethod
    def _joined(word: list[str], pair: tuple[str, str]) -> list[str]:
        joined, i = [], 0
        while i < len(word):
            if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
                joined.append(word[i] + word[i + 1])
                i += 2
            else:
                joined.append(word[i])
                i += 1
        return joined
