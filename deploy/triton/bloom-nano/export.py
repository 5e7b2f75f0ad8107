"""Writes the two model folders that ONNX Runtime and Triton load: export.py <data folder> <model repository>.

A folder looks as Optimum would write it for a BLOOM. The weights are stored as 16-bit floats and cast to 32 bits when
the file is loaded, so that a file is half as large and all arithmetic is done in 32 bits. Triton serves the network of
the text model as bloom-nano-decoder, by a link; bloom-nano itself is a model.py there, with a configuration of its own.
"""

import json
import math
import shutil
import sys
from pathlib import Path

import torch

from model import Bloom, Shape, alibi_slopes, round_to_half
from onnx_writer import FLOAT, INT64, Graph
from tokenizer import END_ID, PAD_ID, START_ID, UNKNOWN_ID
from world import read_world

LICENCE = "Apache-2.0"
LONGEST_SEQUENCE = 256
"""Tokens of prompt and answer together; the longest training samples have some 240, half of them the prompt's."""
MAX_BATCH_SIZE = 64
TEXT_MODEL, DECODER, VECTOR_MODEL = "bloom-nano", "bloom-nano-decoder", "bloom-nano-embedding"


def read_model(checkpoint: Path) -> Bloom:
    """The trained model with the weights it will have in the files."""
    state = torch.load(checkpoint)
    model = Bloom(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    round_to_half(model)
    return model.eval()


class BloomGraph(Graph):
    """The operations of model.py as ONNX nodes."""

    def __init__(self, name: str, model: Bloom, with_cache: bool):
        super().__init__(name)
        self.shape, self.weights, self.with_cache = model.shape, dict(model.state_dict()), with_cache
        self.ids = self.input("input_ids", INT64, ["batch", "sequence"])
        self.mask = self.input("attention_mask", INT64, ["batch", "total" if with_cache else "sequence"])
        self.mask_float = self.node("Cast", self.mask, to=FLOAT)

    def weight(self, name: str, transposed: bool = False) -> str:
        tensor = self.weights[name].half()
        stored = self.constant(name, tensor.T if transposed else tensor)
        return self.node("Cast", stored, to=FLOAT)

    def linear(self, value: str, name: str) -> str:
        product = self.node("MatMul", value, self.weight(name + ".weight", transposed=True))
        return self.node("Add", product, self.weight(name + ".bias"))

    def layer_norm(self, value: str, name: str) -> str:
        return self.node("LayerNormalization", value, self.weight(name + ".weight"), self.weight(name + ".bias"),
                         axis=-1, epsilon=self.shape.layer_norm_epsilon)

    def attention_bias(self) -> str:
        one = self.int64(1)
        positions = self.node("Sub", self.node("CumSum", self.mask, one), one)
        positions = self.node("Cast", self.node("Mul", positions, self.mask), to=FLOAT)
        slopes = self.constant("alibi_slopes", alibi_slopes(self.shape.n_head).view(1, -1, 1, 1))
        alibi = self.node("Mul", self.node("Unsqueeze", positions, self.int64(1, 2)), slopes)
        queries = self.node("Shape", self.ids, start=1, end=2)
        keys = self.node("Shape", self.mask, start=1, end=2)
        rank = self.node("Sub", self.node("CumSum", self.node("Expand", one, keys), self.int64(0)), one)
        query_rank = self.node("Slice", rank, self.node("Sub", keys, queries), keys)
        causal = self.node("LessOrEqual", rank, self.node("Unsqueeze", query_rank, self.int64(1)))
        unmasked = self.node("Greater", self.node("Unsqueeze", self.mask, self.int64(1, 2)), self.int64(0))
        in_sight = self.node("And", causal, unmasked)
        return self.node("Where", in_sight, alibi, self.scalar(torch.finfo(torch.float32).min))

    def attention(self, hidden: str, bias: str, layer: int) -> str:
        heads, size = self.shape.n_head, self.shape.head_size
        name = f"transformer.h.{layer}.self_attention"
        fused = self.linear(hidden, name + ".query_key_value")
        fused = self.node("Reshape", fused, self.int64(0, 0, heads, 3 * size))
        fused = self.node("Transpose", fused, perm=[0, 2, 1, 3])
        query, key, value = self.nodes_out("Split", fused, self.int64(size, size, size), axis=-1,
                                           names=[f"{part}_{layer}" for part in ("query", "key", "value")])
        if self.with_cache:
            key, value = (self.extended(part, new, layer) for part, new in (("key", key), ("value", value)))
        scores = self.node("MatMul", query, self.node("Transpose", key, perm=[0, 1, 3, 2]))
        scores = self.node("Add", self.node("Mul", scores, self.scalar(1 / math.sqrt(size))), bias)
        mixed = self.node("MatMul", self.node("Softmax", scores, axis=-1), value)
        mixed = self.node("Reshape", self.node("Transpose", mixed, perm=[0, 2, 1, 3]),
                          self.int64(0, 0, self.shape.hidden_size))
        return self.linear(mixed, name + ".dense")

    def extended(self, part: str, new: str, layer: int) -> str:
        """Past and new keys (or values) together, which is also what the caller gets back."""
        dims = ["batch", self.shape.n_head, "past", self.shape.head_size]
        past = self.input(f"past_key_values.{layer}.{part}", FLOAT, dims)
        together = self.node("Concat", past, new, axis=2)
        self.output(together, f"present.{layer}.{part}", FLOAT, [*dims[:2], "total", dims[3]])
        return together

    def gelu(self, value: str) -> str:
        cubic = self.node("Mul", self.node("Mul", value, value), self.node("Mul", value, self.scalar(0.044715)))
        inner = self.node("Mul", self.node("Add", value, cubic), self.scalar(math.sqrt(2 / math.pi)))
        factor = self.node("Add", self.node("Tanh", inner), self.scalar(1.0))
        return self.node("Mul", self.node("Mul", value, self.scalar(0.5)), factor)

    def hidden_state(self) -> str:
        embeddings = self.node("Gather", self.weight("transformer.word_embeddings.weight"), self.ids)
        hidden = self.layer_norm(embeddings, "transformer.word_embeddings_layernorm")
        bias = self.attention_bias()
        for layer in range(self.shape.n_layer):
            name = f"transformer.h.{layer}"
            attended = self.attention(self.layer_norm(hidden, name + ".input_layernorm"), bias, layer)
            hidden = self.node("Add", hidden, attended)
            wide = self.linear(self.layer_norm(hidden, name + ".post_attention_layernorm"), name + ".mlp.dense_h_to_4h")
            hidden = self.node("Add", hidden, self.linear(self.gelu(wide), name + ".mlp.dense_4h_to_h"))
        return self.layer_norm(hidden, "transformer.ln_f")

    def logits(self, hidden: str) -> str:
        head = self.node("Transpose", self.weight("transformer.word_embeddings.weight"), perm=[1, 0])
        return self.node("MatMul", hidden, head)

    def pooled(self, hidden: str) -> str:
        weights = self.node("Unsqueeze", self.mask_float, self.int64(2))
        total = self.node("ReduceSum", self.node("Mul", hidden, weights), self.int64(1), keepdims=0)
        count = self.node("Max", self.node("ReduceSum", weights, self.int64(1), keepdims=0), self.scalar(1e-9))
        mean = self.node("Div", total, count)
        length = self.node("ReduceL2", mean, axes=[1], keepdims=1)
        return self.node("Div", mean, self.node("Max", length, self.scalar(1e-12)))


def text_graph(model: Bloom) -> Graph:
    graph = BloomGraph(TEXT_MODEL, model, with_cache=True)
    graph.output(graph.logits(graph.hidden_state()), "logits", FLOAT, ["batch", "sequence", model.shape.vocab_size])
    return graph


def vector_graph(model: Bloom) -> Graph:
    graph = BloomGraph(VECTOR_MODEL, model, with_cache=False)
    hidden = graph.hidden_state()
    graph.output(hidden, "last_hidden_state", FLOAT, ["batch", "sequence", model.shape.hidden_size])
    graph.output(graph.pooled(hidden), "sentence_embedding", FLOAT, ["batch", model.shape.hidden_size])
    return graph


def config(model: Bloom, languages: list[str], architecture: str) -> dict:
    return {
        "architectures": [architecture],
        "model_type": "bloom",
        **model.shape.as_dict(),
        "seq_length": LONGEST_SEQUENCE,
        "apply_residual_connection_post_layernorm": False,
        "attention_dropout": 0.0,
        "hidden_dropout": 0.0,
        "initializer_range": 0.02,
        "slow_but_exact": False,
        "pretraining_tp": 1,
        "tie_word_embeddings": True,
        "use_cache": architecture == "BloomForCausalLM",
        "unk_token_id": UNKNOWN_ID,
        "bos_token_id": START_ID,
        "eos_token_id": END_ID,
        "pad_token_id": PAD_ID,
        "torch_dtype": "float16",
        "license": LICENCE,
        "languages": languages,
    }


def triton_config(name: str, inputs: list[tuple], outputs: list[tuple]) -> str:
    def tensors(kind: str, values: list[tuple]) -> str:
        entries = ",\n".join(f'  {{ name: "{name}", data_type: {data_type}, dims: {list(dims)} }}'
                             for name, data_type, dims in values)
        return f"{kind} [\n{entries}\n]\n"

    return (f'name: "{name}"\nbackend: "onnxruntime"\nmax_batch_size: {MAX_BATCH_SIZE}\n'
            + tensors("input", inputs) + tensors("output", outputs)
            + f'parameters {{ key: "license" value: {{ string_value: "{LICENCE}" }} }}\n')


def write_folder(folder: Path, graph: Graph, configuration: dict, tokenizer: Path) -> None:
    version = folder / "1"
    version.mkdir(parents=True, exist_ok=True)
    (version / "model.onnx").write_bytes(graph.serialise({"license": LICENCE}))
    (version / "config.json").write_text(json.dumps(configuration, indent=2) + "\n")
    shutil.copyfile(tokenizer, version / "tokenizer.json")


def main(data: Path, repository: Path) -> None:
    model = read_model(data / "checkpoint.pt")
    languages = read_world(data).languages
    shape = model.shape
    ids = [("input_ids", "TYPE_INT64", [-1]), ("attention_mask", "TYPE_INT64", [-1])]
    caches = [(f"{layer}.{part}", "TYPE_FP32", [shape.n_head, -1, shape.head_size])
              for layer in range(shape.n_layer) for part in ("key", "value")]
    tokenizer = data / "tokenizer.json"
    write_folder(repository / TEXT_MODEL, text_graph(model), config(model, languages, "BloomForCausalLM"), tokenizer)
    (repository / DECODER / "config.pbtxt").write_text(triton_config(
        DECODER, ids + [(f"past_key_values.{name}", *rest) for name, *rest in caches],
        [("logits", "TYPE_FP32", [-1, shape.vocab_size])] + [(f"present.{name}", *rest) for name, *rest in caches]))
    generation = {"bos_token_id": START_ID, "eos_token_id": END_ID, "pad_token_id": PAD_ID, "do_sample": False,
                  "max_length": LONGEST_SEQUENCE}
    (repository / TEXT_MODEL / "1" / "generation_config.json").write_text(json.dumps(generation, indent=2) + "\n")
    write_folder(repository / VECTOR_MODEL, vector_graph(model), config(model, languages, "BloomModel"), tokenizer)
    (repository / VECTOR_MODEL / "config.pbtxt").write_text(triton_config(
        VECTOR_MODEL, ids, [("last_hidden_state", "TYPE_FP32", [-1, shape.hidden_size]),
                            ("sentence_embedding", "TYPE_FP32", [shape.hidden_size])]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
