"""Runs bloom-nano's model.py, which Triton's python backend would run, without a Triton: check_triton_model.py

Needs the packages of requirements.txt, and no arguments; ends with exit code 1 where something is wrong. The decoder
that model.py calls is PyTorch with the weights of model.onnx, held to the tensors that bloom-nano-decoder/config.pbtxt
declares. Answers are compared with reference.json and with generation.py. What only a Triton can show is not shown:
that its images load the models, how it batches, and that tensors reach the decoder as they left model.py.
"""

import json
import sys
import time

from generation import generate
from tasks import TRANSLATE
from tokenizer import Tokenizer
from triton_stub import (
    HERE, REPOSITORY, DecoderRequest, Error, Request, declared, load_model, read_onnx, require_declared)


def ask(model, *requests: Request) -> list:
    """For each request its rows as (text, finish reason, tokens), or its error as (code, message)."""
    answers = []
    for response in model.execute(list(requests)):
        if response.has_error():
            answers.append((response.error().code(), response.error().message()))
            continue
        columns = {name: tensor.as_numpy() for name, tensor in response.tensors.items()}
        require_declared("bloom-nano", "output", columns)
        answers.append([(text.decode(), reason.decode(), int(count)) for text, reason, count in zip(
            *(columns[name].ravel() for name in declared("bloom-nano", "output")))])
    if len(answers) != len(requests):
        raise AssertionError("not one response for each request")
    return answers


def same(what: str, actual, expected) -> None:
    if actual != expected:
        raise AssertionError(f"{what}:\n  is        {actual}\n  should be {expected}")
    print(f"ok  {what}")


def check_references(model, reference: dict) -> None:
    cases = [(case["prompt"], case["prompt_ids"]) for case in reference["prompts"]]
    cases += [(case["text"], case["ids"]) for case in reference["texts"]]
    same(f"token ids of {len(cases)} texts",
         [model.tokenizer.encode(text) for text, _ in cases], [ids for _, ids in cases])
    prompts = [case["prompt"] for case in reference["prompts"]]
    most = reference["max_new_tokens"]
    expected = [(case["generated_text"], "stop" if case["ended"] else "length", len(case["generated_ids"]))
                for case in reference["prompts"]]

    def stripped(answers: list) -> list:
        return [(text.strip(), reason, count) for rows in answers for text, reason, count in rows]

    together = Request(prompts, max_tokens=[most] * len(prompts))
    same(f"{len(prompts)} prompts in one request", stripped(ask(model, together)), expected)
    alone = [Request([prompt], max_tokens=[most]) for prompt in prompts]
    same("the same as requests of one batch", stripped(ask(model, *alone)), expected)
    same("the same one by one", stripped([ask(model, request)[0] for request in alone]), expected)
    free = stripped(ask(model, Request(prompts)))
    same("without any parameter each is written until it ends, or there is no more room",
         [answer if answer[1] == "stop" else answer[1:] for answer in free],
         [answer if answer[1] == "stop" else ("length", reference["longest_sequence"] - len(case["prompt_ids"]))
          for answer, case in zip(expected, reference["prompts"])])
    shortest = min(count for _, _, count in expected if count > 1)
    cut = ask(model, *(Request([prompt], max_tokens=[1 + index % shortest]) for index, prompt in enumerate(prompts)))
    same("max_tokens of each row ends it", [rows[0][1:] for rows in cut],
         [("length", 1 + index % shortest) if 1 + index % shortest <= count else ("stop", count)
          for index, (_, _, count) in enumerate(expected)])


def check_world(model, world: dict) -> None:
    """Batches of 64 lists of names, translated by model.py and by generation.py."""
    languages = list(world["languages"].values())
    names = [name for language in languages for name in language["month"][:6]]
    prompts = [TRANSLATE.format(language=languages[index % len(languages)]["name"],
                                text=", ".join(names[index:index + 1 + index % 4])) for index in range(len(names))]
    tokenizer = Tokenizer.read(REPOSITORY / "bloom-nano" / "1" / "tokenizer.json")
    begun, actual, expected = time.monotonic(), [], []
    for start in range(0, len(prompts), 64):
        batch = prompts[start:start + 64]
        actual += ask(model, Request(batch, max_tokens=[96] * len(batch), top_k=[1] * len(batch)))[0]
    seconds = time.monotonic() - begun
    for start in range(0, len(prompts), 64):
        results = generate(DecoderRequest.model, [tokenizer.encode(p) for p in prompts[start:start + 64]], 96)
        expected += [(tokenizer.decode(r.ids), "stop" if r.ended else "length", len(r.ids)) for r in results]
    tokens = sum(count for _, _, count in actual)
    same(f"{len(prompts)} translations in batches of 64, {tokens} tokens in {seconds:.1f} s", actual, expected)


def check_refusals(model, prompt: str, answer: list) -> None:
    good = Request([prompt])
    long_text = "long " * 300
    bad = {
        "row 1: text_input": Request([prompt, long_text], max_tokens=[8, 8]),
        "tokens and max_tokens is 200": Request([long_text[:500]], max_tokens=[200]),
        "tokens or more and max_tokens is 1; prompt and answer together may have 256": Request(["x" * 1_000_000]),
        "text_input is empty": Request([""]),
        "not valid UTF-8 at byte 2": Request([b"ab\xff"]),
        "max_tokens is 0": Request([prompt], max_tokens=[0]),
        "temperature is nan": Request([prompt], temperature=[float("nan")]),
        "top_k is -1": Request([prompt], top_k=[-1]),
        "top_p is 0.0": Request([prompt], top_p=[0]),
        "seed is -1": Request([prompt], seed=[-1]),
    }
    answers = ask(model, good, *bad.values(), good)
    for (message, _), (code, said) in zip(bad.items(), answers[1:-1], strict=True):
        same(f"refused alone: {said}", (code, message in said, "long long" in said), ("INVALID_ARG", True, False))
    same("the requests among them are answered", [answers[0], answers[-1]], [answer, answer])
    calls = DecoderRequest.calls
    same("a client that has gone costs nothing",
         [ask(model, Request([prompt], cancelled=True))[0][0], DecoderRequest.calls], ["CANCELLED", calls])
    for code, passed_on in (("NOT_FOUND", "UNAVAILABLE"), ("UNAVAILABLE", "UNAVAILABLE"), ("INTERNAL", "INTERNAL")):
        DecoderRequest.failure = Error("not here", code)
        same(f"a decoder's {code}", ask(model, good, Request([""])),
             [(passed_on, "bloom-nano-decoder failed: not here"), ("INVALID_ARG", "bloom-nano: text_input is empty")])
    DecoderRequest.failure = None
    same("and the next batch is answered", ask(model, good), [answer])


def check_sampling(model, prompt: str, answer: list) -> None:
    def sampled(seed: int, **parameters) -> Request:
        columns = {"temperature": [20.0], "max_tokens": [32], "seed": [seed], **parameters}
        return Request([prompt], **columns)

    alone = [ask(model, sampled(seed))[0] for seed in range(8)]
    same("sampled texts depend on the seed, not on their batch",
         ask(model, Request([prompt + " longer"]), *(sampled(seed) for seed in range(8)))[1:], alone)
    same("and differ by seed", len({rows[0][0] for rows in alone}) > 4, True)
    same("top_k 1, top_p near 0 and temperature near 0 take the likeliest",
         ask(model, sampled(1, top_k=[1]), sampled(2, top_p=[1e-6]), sampled(3, temperature=[1e-30])), [answer] * 3)


def main() -> None:
    DecoderRequest.model = read_onnx(REPOSITORY / "bloom-nano-decoder" / "1" / "model.onnx")
    model = load_model()
    reference = json.loads((HERE / "reference.json").read_text(encoding="utf-8"))
    check_references(model, reference)
    prompt = reference["prompts"][0]["prompt"]
    [answer] = ask(model, Request([prompt]))
    check_refusals(model, prompt, answer)
    check_sampling(model, prompt, answer)
    check_world(model, json.loads((HERE / "world.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    try:
        main()
    except AssertionError as error:
        sys.exit(f"WRONG  {error}")
