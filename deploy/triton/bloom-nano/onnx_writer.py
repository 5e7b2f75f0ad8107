"""Writes ONNX files without the onnx package: the few messages of its protobuf that a small graph needs.

Field numbers are those of onnx.proto (IR version 9).
"""

import struct
from dataclasses import dataclass, field

import torch
from torch import Tensor

FLOAT, INT64, BOOL, FLOAT16 = 1, 7, 9, 10
DATA_TYPES = {torch.float32: FLOAT, torch.int64: INT64, torch.bool: BOOL, torch.float16: FLOAT16}
IR_VERSION, OPSET_VERSION = 9, 17

VARINT, BYTES, FIXED32 = 0, 2, 5


def varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def number(tag: int, value: int) -> bytes:
    return varint(tag << 3 | VARINT) + varint(value)


def block(tag: int, content: bytes | str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return varint(tag << 3 | BYTES) + varint(len(content)) + content


def tensor_message(name: str, tensor: Tensor) -> bytes:
    dims = b"".join(number(1, size) for size in tensor.shape)
    data = tensor.detach().contiguous().numpy().tobytes()
    return dims + number(2, DATA_TYPES[tensor.dtype]) + block(8, name) + block(9, data)


def attribute_message(name: str, value: int | float | list[int]) -> bytes:
    if isinstance(value, float):
        return block(1, name) + varint(2 << 3 | FIXED32) + struct.pack("<f", value) + number(20, 1)
    if isinstance(value, int):
        return block(1, name) + number(3, value) + number(20, 2)
    return block(1, name) + b"".join(number(8, item) for item in value) + number(20, 7)


def value_message(name: str, data_type: int, dims: list[int | str]) -> bytes:
    """A fixed size is a number, a free one a name."""
    shape = b"".join(block(1, number(1, dim) if isinstance(dim, int) else block(2, dim)) for dim in dims)
    return block(1, name) + block(2, block(1, number(1, data_type) + block(2, shape)))


@dataclass
class Graph:
    """Collects nodes in the order of execution; every method returns the name of what it added."""

    name: str
    nodes: list[bytes] = field(default_factory=list)
    initializers: dict[str, bytes] = field(default_factory=dict)
    inputs: list[bytes] = field(default_factory=list)
    outputs: list[bytes] = field(default_factory=list)

    def input(self, name: str, data_type: int, dims: list[int | str]) -> str:
        self.inputs.append(value_message(name, data_type, dims))
        return name

    def output(self, value: str, name: str, data_type: int, dims: list[int | str]) -> None:
        self.outputs.append(value_message(name, data_type, dims))
        self.node("Identity", value, output=name)

    def constant(self, name: str, tensor: Tensor) -> str:
        self.initializers.setdefault(name, block(5, tensor_message(name, tensor)))
        return name

    def int64(self, *values: int) -> str:
        """A vector of whole numbers."""
        return self.constant("int64_" + "_".join(map(str, values)), torch.tensor(values, dtype=torch.int64))

    def scalar(self, value: float) -> str:
        return self.constant(f"float_{value!r}", torch.tensor(value, dtype=torch.float32))

    def node(self, operator: str, *inputs: str, output: str | None = None, **attributes) -> str:
        return self.nodes_out(operator, *inputs, names=[output or f"{operator.lower()}_{len(self.nodes)}"],
                              **attributes)[0]

    def nodes_out(self, operator: str, *inputs: str, names: list[str], **attributes) -> list[str]:
        message = b"".join(block(1, name) for name in inputs) + b"".join(block(2, name) for name in names)
        message += block(3, f"{operator}_{len(self.nodes)}") + block(4, operator)
        message += b"".join(block(5, attribute_message(name, value)) for name, value in attributes.items())
        self.nodes.append(block(1, message))
        return names

    def serialise(self, metadata: dict[str, str]) -> bytes:
        graph = b"".join([*self.nodes, block(2, self.name), *self.initializers.values(),
                          *(block(11, value) for value in self.inputs),
                          *(block(12, value) for value in self.outputs)])
        properties = b"".join(block(14, block(1, key) + block(2, value)) for key, value in metadata.items())
        opset = block(8, block(1, "") + number(2, OPSET_VERSION))
        return number(1, IR_VERSION) + block(2, "bloom-nano") + opset + block(7, graph) + properties
