"""What words are about is learnt from what stands together, and tells lines apart."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from qualityfilter.core import artifact, errors
from qualityfilter.lab.topics import (
    DIMENSIONS,
    LINES,
    Passages,
    learn_topics,
    load_passages,
    passages,
    put_together,
)
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize, surroundings
from qualityfilter.lines.model import from_weights
from qualityfilter.lines.topics import contexts
from qualityfilter.lines.words import BUCKETS
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import read
from tests.conftest import END, MID, OPEN

FIELDS, SIZE = 4, 30


@pytest.fixture
def half(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word may stand in half of the passages, of which there are few."""
    monkeypatch.setattr("qualityfilter.lab.topics.COMMONEST", 0.5)


def _fields(rows: int = 400) -> Passages:
    """Passages of ten words, each from one of four fields of thirty words; fold 0 has the last."""
    draw = np.random.default_rng(0)
    field = np.arange(rows) % FIELDS
    words = [each * SIZE + draw.choice(SIZE, 10, replace=False) for each in field]
    cells = (np.ones(rows * 10), (np.repeat(np.arange(rows), 10), np.concatenate(words)))
    matrix = sparse.csr_matrix(cells, shape=(rows, BUCKETS))
    return Passages(matrix, np.where(field == FIELDS - 1, 0, 1))


def _cosines(directions: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(directions, axis=1, keepdims=True)
    unit = directions / np.maximum(lengths, 1e-9)
    return unit @ unit.T


@pytest.mark.usefixtures("half")
def test_words_of_a_field_lie_in_like_directions() -> None:
    learnt = learn_topics(_fields(), fold=2)
    assert learnt.shape == (BUCKETS, DIMENSIONS)
    cosines = _cosines(learnt[: FIELDS * SIZE, :FIELDS])
    same = np.repeat(np.arange(FIELDS), SIZE)[:, None] == np.repeat(np.arange(FIELDS), SIZE)
    assert cosines[same].min() > 0.8
    assert np.abs(cosines[~same]).max() < 0.3
    assert not learnt[FIELDS * SIZE :].any()


@pytest.mark.usefixtures("half")
def test_a_part_of_cross_validation_learns_nothing_from_its_own_sites() -> None:
    learnt = learn_topics(_fields(), fold=0)
    known = np.abs(learnt[: FIELDS * SIZE]).max(axis=1) > 0
    assert known.tolist() == [True] * (FIELDS - 1) * SIZE + [False] * SIZE


@pytest.mark.usefixtures("half")
def test_rare_and_common_words_say_nothing() -> None:
    known = _fields()
    counts = known.words.tolil()
    counts[:, BUCKETS - 1] = 1  # in all
    counts[:4, BUCKETS - 2] = 1  # in four
    learnt = learn_topics(Passages(counts.tocsr(), known.folds), fold=2)
    assert learnt[: FIELDS * SIZE].any(axis=1).all()
    assert not learnt[BUCKETS - 2 :].any()


def _features(*texts: str) -> Features:
    readings = read(rule_set(), texts)
    return featurize(make_batch(rule_set(), readings, [""] * len(texts)))


def test_passages_hold_lines_of_one_text_and_of_the_chosen_alone() -> None:
    six = "\n".join(f"Line {word}" for word in ("one", "two", "three", "four", "five", "six"))
    features = _features(six, OPEN)
    chosen = np.array([True, True, False, True, True, True, True])
    found = passages(features, np.array([3] * 6 + [1]), chosen)
    assert LINES == 4
    assert found.folds.tolist() == [3, 3, 1]
    whole = features.words[np.flatnonzero(chosen)]
    whole.data[:] = 1
    assert found.words[0].toarray().tolist() == whole[:4].sum(axis=0).tolist()
    assert found.words[1].toarray().tolist() == whole[4].toarray().tolist()
    twice = put_together([found, found])
    assert twice.words.shape == (6, BUCKETS)
    assert twice.folds.tolist() == [3, 3, 1] * 2


def test_texts_of_the_test_split_teach_nothing(tmp_path: Path) -> None:
    assert load_passages(tmp_path) == []
    records = [
        {"id": "a", "site": "a.example", "split": "train", "text": OPEN},
        {"id": "b", "site": "b.example", "split": "test", "text": MID},
    ]
    (tmp_path / "texts").mkdir()
    path = tmp_path / "texts" / "pool.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    (found,) = load_passages(tmp_path)
    own = _features(OPEN).words
    assert sorted(found.words.indices.tolist()) == own.indices.tolist()


def test_a_line_about_something_else_is_told_from_the_article() -> None:
    """Each word of the article points one way, each of the stranger another."""
    article, stranger = f"{OPEN}\n{MID}\n{END}", "Goalkeeper saves penalty"
    features = _features(f"{OPEN}\n{MID}\n{stranger}\n{END}")
    other = np.unique(_features(stranger).words.indices)
    topics = np.zeros((BUCKETS, 2), np.float32)
    topics[np.setdiff1d(_features(article).words.indices, other), 0] = 1.0
    topics[other, 1] = 1.0
    alone = np.zeros((4, 13), np.float32)
    alone[:, 0] = 1.0
    found = contexts(features, alone, topics)[:]
    known = surroundings(features, alone)[:]
    assert found[:, : known.shape[1]].tolist() == known.tolist()
    near = found[:, known.shape[1] : known.shape[1] + 5]
    assert (near[2] < 0.3).all()
    assert near[3, :3].min() > 0.7
    assert near[3, 3] < 0.3
    assert near[0, 2] == 0.0  # nothing stands before the first line
    assert near[3, 4] == 0.0  # nor after the last


def test_texts_stand_by_themselves() -> None:
    topics = np.random.default_rng(0).normal(size=(BUCKETS, 8)).astype(np.float32)
    texts = [f"{OPEN}\n{MID}", END, f"{MID}\n{END}\n{OPEN}"]
    together = _features(*texts)
    alone = np.full((6, 13), 1 / 13, np.float32)
    whole = contexts(together, alone, topics)[:]
    apart = [
        contexts(_features(text), alone[: len(text.splitlines())], topics)[:] for text in texts
    ]
    assert np.abs(whole - np.concatenate(apart)).max() < 1e-6
    assert contexts(_features(), alone[:0], topics).shape == (0, whole.shape[1])


@pytest.mark.parametrize("lost", ["topics", "topic_sizes"])
def test_weights_that_lack_what_words_are_about(lost: str) -> None:
    weights = dict(artifact.load("default", "lines").weights)
    assert from_weights(weights).topics.shape == (BUCKETS, DIMENSIONS)
    del weights[lost]
    with pytest.raises(errors.ArtifactFormat, match=lost):
        from_weights(weights)
