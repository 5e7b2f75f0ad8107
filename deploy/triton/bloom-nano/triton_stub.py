"""What model.py sees of Triton's python backend, for check_triton_model.py: requests, responses, errors, a decoder.

Tensors are held to what each config.pbtxt declares of them.
"""

import importlib.util
import re
import sys
import types
from pathlib import Path

import numpy as np
import torch

from model import Bloom, Shape

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent / "model-repository"
NUMPY_TYPES = {"STRING": np.object_, "INT32": np.int32, "INT64": np.int64, "FP32": np.float32}


def declared(model: str, kind: str) -> dict[str, tuple[type, list[int]]]:
    """Type and sizes without the batch dimension of each input or output in the model's config.pbtxt."""
    text = (REPOSITORY / model / "config.pbtxt").read_text()
    entries = re.search(rf"^{kind} \[\n(.*?)^\]", text, re.M | re.S)[1]
    found = re.findall(r'name: "([^"]+)", data_type: TYPE_(\w+), dims: \[([^]]*)\]', entries)
    return {name: (NUMPY_TYPES[data_type], [int(dim) for dim in dims.split(",")]) for name, data_type, dims in found}


def require_declared(model: str, kind: str, tensors: dict[str, np.ndarray]) -> None:
    known = declared(model, kind)
    for name, value in tensors.items():
        data_type, dims = known[name]
        fits = len(value.shape) == 1 + len(dims) and all(d in (-1, s) for d, s in zip(dims, value.shape[1:]))
        if value.dtype != data_type or not fits or not 1 <= len(value) <= 64 or value.size == 0:
            raise AssertionError(f"{model}: {name} is {value.dtype}{value.shape}, declared {data_type}{dims}")


def fields(message: bytes):
    """Number and value of each field of a protobuf message."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        tag = varint()
        if tag & 7 == 0:
            yield tag >> 3, varint()
        else:
            size = varint() if tag & 7 == 2 else 4
            yield tag >> 3, message[at:at + size]
            at += size


def read_onnx(file: Path) -> Bloom:
    """The model with the weights of a file that onnx_writer.py wrote, where linear layers' matrices are transposed."""
    weights = {}
    graph = next(value for number, value in fields(file.read_bytes()) if number == 7)
    for message in (value for number, value in fields(graph) if number == 5):
        tensor = list(fields(message))
        values = dict(tensor)
        if values[2] == 10:
            dims = [value for number, value in tensor if number == 1]
            weights[values[8].decode()] = np.frombuffer(values[9], np.float16).reshape(dims).astype(np.float32)
    model = Bloom(Shape())
    state = {name: torch.from_numpy(weights[name].T.copy() if "embeddings" not in name and weights[name].ndim == 2
                                    else weights[name].copy()) for name in model.state_dict()}
    model.load_state_dict(state)
    return model.eval()


class Tensor:
    def __init__(self, name: str, value: np.ndarray):
        self._name, self.value = name, value

    def name(self) -> str:
        return self._name

    def as_numpy(self) -> np.ndarray:
        return self.value


class Error:
    NOT_FOUND, INVALID_ARG, UNAVAILABLE = "NOT_FOUND", "INVALID_ARG", "UNAVAILABLE"
    INTERNAL, CANCELLED = "INTERNAL", "CANCELLED"

    def __init__(self, message: str, code: str = INTERNAL):
        self._message, self._code = message, code

    def message(self) -> str:
        return self._message

    def code(self) -> str:
        return self._code


class Response:
    def __init__(self, output_tensors: list[Tensor], error: Error | None = None):
        self.tensors, self._error = {tensor.name(): tensor for tensor in output_tensors}, error

    def has_error(self) -> bool:
        return self._error is not None

    def error(self) -> Error | None:
        return self._error


class Request:
    """What a client sent."""

    def __init__(self, texts: list[str | bytes], cancelled: bool = False, **columns):
        values = [text.encode() if isinstance(text, str) else text for text in texts]
        types_by_name = {name: data_type for name, (data_type, _) in declared("bloom-nano", "input").items()}
        arrays = {name: np.array([[value] for value in column], types_by_name[name])
                  for name, column in {"text_input": values, **columns}.items()}
        require_declared("bloom-nano", "input", arrays)
        self.tensors = {name: Tensor(name, value) for name, value in arrays.items()}
        self.cancelled = cancelled

    def is_cancelled(self) -> bool:
        return self.cancelled


class DecoderRequest:
    """A call of the decoder, as model.py makes it."""

    model: Bloom
    failure: Error | None = None
    calls = 0

    def __init__(self, model_name, requested_output_names, inputs, preferred_memory):
        if model_name != "bloom-nano-decoder" or preferred_memory != ("CPU", 0):
            raise AssertionError(f"asked {model_name} for memory {preferred_memory}")
        self.inputs, self.names = {tensor.name(): tensor.as_numpy() for tensor in inputs}, requested_output_names

    @torch.inference_mode()
    def exec(self) -> Response:
        DecoderRequest.calls += 1
        if self.failure:
            return Response([], self.failure)
        inputs = declared("bloom-nano-decoder", "input")
        if self.inputs.keys() != inputs.keys():
            raise AssertionError(f"the decoder got {list(self.inputs)}")
        require_declared("bloom-nano-decoder", "input", self.inputs)
        ids, mask, *past = (torch.from_numpy(self.inputs[name].copy()) for name in inputs)
        hidden, presents = self.model(ids, mask, list(zip(past[::2], past[1::2])))
        values = [self.model.logits(hidden), *(part for present in presents for part in present)]
        outputs = dict(zip(declared("bloom-nano-decoder", "output"), (value.numpy() for value in values)))
        require_declared("bloom-nano-decoder", "output", outputs)
        return Response([Tensor(name, outputs[name]) for name in self.names])


def load_model():
    """An instance of model.py's class, with this file's classes in place of the backend's."""
    utils = types.ModuleType("triton_python_backend_utils")
    utils.Tensor, utils.TritonError = Tensor, Error
    utils.InferenceRequest, utils.InferenceResponse = DecoderRequest, Response
    utils.PreferredMemory, utils.TRITONSERVER_MEMORY_CPU = lambda kind, device: (kind, device), "CPU"
    utils.get_input_tensor_by_name = utils.get_output_tensor_by_name = lambda holder, name: holder.tensors.get(name)
    sys.modules[utils.__name__] = utils
    sys.dont_write_bytecode = True
    folder = REPOSITORY / "bloom-nano" / "1"
    sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location("1.model", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.TritonPythonModel()
    model.initialize({"model_name": "bloom-nano", "model_version": "1"})
    return model
