"""bloom-nano for Triton's python backend: text in, text out. bloom-nano-decoder, beside it, computes.

Needs no package that the official image doesn't have. A request that can't be answered is refused by itself; those that
Triton has put into one batch with it are answered.
"""

import json
import math
from pathlib import Path

import numpy as np
import triton_python_backend_utils as pb_utils
from bloom_nano_generation import Cache, Row, Sampling, Shape, generate
from bloom_nano_tokenizer import Tokenizer

DECODER = "bloom-nano-decoder"


class Refused(Exception):
    """The request can't be answered; says why, without its text."""


class DecoderFailed(Exception):
    """The decoder gave no answer; holds its error."""

    def __init__(self, error):
        super().__init__(error.message())
        away = (pb_utils.TritonError.NOT_FOUND, pb_utils.TritonError.UNAVAILABLE)
        # Whoever asks knows nothing of a decoder: one that is not loaded is an outage, not an unknown model.
        self.code = pb_utils.TritonError.UNAVAILABLE if error.code() in away else error.code()


class TritonPythonModel:
    def initialize(self, args):
        folder = Path(__file__).parent
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        heads = config["n_head"]
        self.name = args["model_name"]
        self.longest = config["seq_length"]
        self.tokenizer = Tokenizer(folder / "tokenizer.json")
        self.shape = Shape(config["n_layer"], heads, config["hidden_size"] // heads, config["eos_token_id"],
                           config["pad_token_id"])
        self.layers = [f"{layer}.{part}" for layer in range(config["n_layer"]) for part in ("key", "value")]

    def execute(self, requests):
        asked: list[list[Row]] = []
        errors = {}
        for index, request in enumerate(requests):
            asked.append([])
            try:
                if request.is_cancelled():
                    errors[index] = pb_utils.TritonError("the client has gone", pb_utils.TritonError.CANCELLED)
                else:
                    asked[index] = self.read(request)
            except Refused as refused:
                errors[index] = pb_utils.TritonError(f"{self.name}: {refused}", pb_utils.TritonError.INVALID_ARG)
        rows = [row for request_rows in asked for row in request_rows]
        try:
            if rows:
                generate(self.decode, rows, self.shape)
        except DecoderFailed as failed:
            message = f"{DECODER} failed: {failed}"
            for index in range(len(requests)):
                errors.setdefault(index, pb_utils.TritonError(message, failed.code))
        return [pb_utils.InferenceResponse(output_tensors=[], error=errors[index]) if index in errors
                else self.response(asked[index]) for index in range(len(requests))]

    def read(self, request) -> list[Row]:
        """The request's rows. Tensors are [rows, 1]."""
        texts = pb_utils.get_input_tensor_by_name(request, "text_input").as_numpy().ravel()

        def column(name: str, default) -> list:
            tensor = pb_utils.get_input_tensor_by_name(request, name)
            return [default] * len(texts) if tensor is None else tensor.as_numpy().ravel().tolist()

        return [self.row(f"row {index}: " if len(texts) > 1 else "", *values)
                for index, values in enumerate(zip(texts, column("max_tokens", None), column("temperature", 0.0),
                                                   column("top_k", 0), column("top_p", 1.0), column("seed", 0)))]

    def row(self, where: str, text: bytes, max_tokens, temperature, top_k, top_p, seed) -> Row:
        def require(holds: bool, what: str) -> None:
            if not holds:
                raise Refused(where + what)

        require(max_tokens is None or max_tokens > 0, f"max_tokens is {max_tokens}; it must be above 0")
        require(math.isfinite(temperature) and temperature >= 0,
                f"temperature is {temperature}; it must be 0 or above")
        require(top_k >= 0, f"top_k is {top_k}; it must be 0, for no bound, or above")
        require(0 < top_p <= 1, f"top_p is {top_p}; it must be above 0 and at most 1")
        require(seed >= 0, f"seed is {seed}; it must be 0 or above")
        try:
            prompt_text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(f"{where}text_input is not valid UTF-8 at byte {error.start}") from None
        to_write = max_tokens or 1
        limit = f" and max_tokens is {to_write}; prompt and answer together may have {self.longest} tokens"
        fewest = self.tokenizer.fewest_tokens(prompt_text)
        require(fewest + to_write <= self.longest, f"text_input has {fewest} tokens or more{limit}")
        prompt = self.tokenizer.encode(prompt_text)
        require(bool(prompt), "text_input is empty")
        require(len(prompt) + to_write <= self.longest, f"text_input has {len(prompt)} tokens{limit}")
        return Row(prompt, max_tokens or self.longest - len(prompt), Sampling(temperature, top_k, top_p, seed))

    def decode(self, ids: np.ndarray, mask: np.ndarray, past: Cache) -> tuple[np.ndarray, Cache]:
        inputs = {"input_ids": ids, "attention_mask": mask,
                  **{f"past_key_values.{name}": part for name, part in zip(self.layers, past)}}
        outputs = ["logits", *(f"present.{name}" for name in self.layers)]
        response = pb_utils.InferenceRequest(
            model_name=DECODER,
            requested_output_names=outputs,
            inputs=[pb_utils.Tensor(name, np.ascontiguousarray(value)) for name, value in inputs.items()],
            # A decoder on a GPU would otherwise leave its answer there, where numpy can't read it.
            preferred_memory=pb_utils.PreferredMemory(pb_utils.TRITONSERVER_MEMORY_CPU, 0),
        ).exec()
        if response.has_error():
            raise DecoderFailed(response.error())
        logits, *cache = (pb_utils.get_output_tensor_by_name(response, name).as_numpy() for name in outputs)
        return logits, cache

    def response(self, rows: list[Row]):
        def texts(name: str, values: list[str]):
            return pb_utils.Tensor(name, np.array([[value.encode()] for value in values], np.object_))

        return pb_utils.InferenceResponse(output_tensors=[
            texts("text_output", [self.tokenizer.decode(row.written) for row in rows]),
            texts("finish_reason", [row.finish_reason for row in rows]),
            pb_utils.Tensor("num_output_tokens", np.array([[len(row.written)] for row in rows], np.int32)),
        ])
