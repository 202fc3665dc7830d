"""all-MiniLM-L6-v2 on ONNX, as the model's card says: mean of the tokens, then length one."""

import zipfile
from pathlib import Path

import numpy
import onnxruntime
from tokenizers import Tokenizer

BATCH = 32


class Embedder:
    def __init__(self, jar: Path):
        with zipfile.ZipFile(jar) as archive:
            self._tokenizer = Tokenizer.from_str(
                archive.read("all-minilm-l6-v2-tokenizer.json").decode()
            )
            self._session = onnxruntime.InferenceSession(
                archive.read("all-minilm-l6-v2.onnx"), providers=["CPUExecutionProvider"]
            )
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def count_tokens(self, text):
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def embed(self, texts, progress):
        """Returns one float32 row of 384 numbers for each text."""
        encoded = [self._tokenizer.encode(text).ids for text in texts]
        # Texts of one length waste no padding on each other.
        order = sorted(range(len(encoded)), key=lambda index: len(encoded[index]))
        rows = [None] * len(encoded)
        for start in range(0, len(order), BATCH):
            indexes = order[start : start + BATCH]
            for index, row in zip(indexes, self._run([encoded[index] for index in indexes])):
                rows[index] = row
            progress(start + len(indexes))
        return numpy.stack(rows)

    def _run(self, batch):
        longest = max(len(ids) for ids in batch)
        ids = numpy.zeros((len(batch), longest), dtype=numpy.int64)
        mask = numpy.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        (states,) = self._session.run(
            [self._session.get_outputs()[0].name],
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)},
        )
        weights = mask[:, :, None].astype(numpy.float32)
        means = (states * weights).sum(axis=1) / weights.sum(axis=1)
        return means / numpy.linalg.norm(means, axis=1, keepdims=True)
