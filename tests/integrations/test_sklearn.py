"""Steps of scikit-learn's pipelines, held by its own checks as far as these know texts."""

import pickle
import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.utils.estimator_checks import check_estimator

import qualityfilter as qf
from qualityfilter.integrations.sklearn import QualityFeatures, QualityFilterTransformer
from tests.conftest import END, MID, OPEN

JUNK = "Join our Telegram channel"
TEXTS = [f"{OPEN}\n\n{JUNK}\n\n{MID}\n", f"{MID}\n{JUNK}", END, "", f"{JUNK}\n\n{JUNK}"] * 4
KEPT = qf.Settings().with_actions(social="keep")

NUMBERS = "the check feeds numbers, to be refused or kept as numbers; texts have neither"
EXPECTED = {
    "check_complex_data": NUMBERS,
    "check_estimators_nan_inf": NUMBERS,
    "check_estimator_sparse_tag": NUMBERS,
    "check_estimator_sparse_array": NUMBERS,
    "check_estimator_sparse_matrix": NUMBERS,
    "check_fit2d_predict1d": "one dimension is the shape of texts",
    "check_fit1d": "one dimension is the shape of texts",
    "check_n_features_in": "a list of texts has no features to count",
    "check_n_features_in_after_fitting": "a list of texts has no features to count",
    "check_estimators_empty_data_messages": "no texts are valid texts: no rows come out",
    "check_transformer_data_not_an_array": "an array interface around numbers is no list of texts",
}


class Reading:
    """Reads the matrices of numbers that scikit-learn's checks make, a row as a text."""

    def fit(self, X: Any, y: Any = None) -> Any:
        return super().fit(read(X), y)  # type: ignore[misc]

    def transform(self, X: Any) -> Any:
        return super().transform(read(X))  # type: ignore[misc]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.two_d_array = True  # else no check is run at all
        return tags


class ReadingTransformer(Reading, QualityFilterTransformer):
    """Gives the lengths of its texts, which checks can subtract from each other."""

    def transform(self, X: Any) -> Any:
        return np.array([[float(len(text))] for text in super().transform(X)])


class ReadingFeatures(Reading, QualityFeatures):
    pass


def read(rows: Any) -> list[str]:
    lines = ("", JUNK, OPEN, MID, END)
    return ["\n".join(lines[int(each * 10) % 5] for each in np.ravel(row)) for row in rows]


tagged = pytest.mark.skipif(not hasattr(BaseEstimator, "__sklearn_tags__"), reason="older than 1.6")


@tagged
@pytest.mark.parametrize("step", [ReadingTransformer(), ReadingFeatures()])
def test_the_checks_of_scikit_learn(step: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = check_estimator(step, expected_failed_checks=EXPECTED, on_fail=None)
    failed = [
        (each["check_name"], each["exception"]) for each in found if each["status"] == "failed"
    ]
    assert failed == []
    passed = [each["check_name"] for each in found if each["status"] == "passed"]
    assert len(passed) >= 25
    assert {*passed} & {*EXPECTED} == set()


@tagged
@pytest.mark.parametrize("step", [QualityFilterTransformer(), QualityFeatures()])
def test_its_tags_say_that_it_takes_texts(step: Any) -> None:
    tags = step.__sklearn_tags__()
    assert (tags.input_tags.string, tags.input_tags.two_d_array, tags.requires_fit) == (
        True,
        False,
        False,
    )


def test_texts_become_cleaned_texts(quality_filter: qf.QualityFilter) -> None:
    cleaned = QualityFilterTransformer().fit_transform(TEXTS)
    assert cleaned.shape == (len(TEXTS),)
    assert cleaned.tolist() == [quality_filter.clean(text).text for text in TEXTS]


def test_texts_become_scores(quality_filter: qf.QualityFilter) -> None:
    found = QualityFeatures().set_output(transform="default").transform([*TEXTS, "Das ist es."])
    names = QualityFeatures().get_feature_names_out().tolist()
    assert names == list(qf.Scores.__dataclass_fields__)
    for text, row in zip(TEXTS, found, strict=False):
        scores = quality_filter.clean(text).scores
        assert row.tolist() == pytest.approx([getattr(scores, name) for name in names])
    foreign = QualityFeatures().transform([" ".join(["Der Rat hat am Dienstag getagt."] * 20)])
    assert np.isnan(foreign[0]).tolist() == [name == "quality" for name in names]
    assert QualityFeatures().transform([]).shape == (0, len(names))


@pytest.mark.parametrize("container", [list, tuple, np.array, iter])
def test_texts_in_any_container(container: Any) -> None:
    expected = QualityFilterTransformer().transform(TEXTS).tolist()
    assert QualityFilterTransformer().transform(container(TEXTS)).tolist() == expected


def test_a_table_of_one_column() -> None:
    column = np.array(TEXTS, dtype=object).reshape(-1, 1)
    expected = QualityFilterTransformer().transform(TEXTS).tolist()
    assert QualityFilterTransformer().transform(column).tolist() == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (TEXTS[0], "X must be several texts; put a single one into a list"),
        ([TEXTS[0], None], "X must be texts; the one at 1 is of type NoneType"),
        ([b"text"], "X must be texts; the one at 0 is of type bytes"),
        (np.zeros((2, 3)), r"X must be texts or one column of them, not of shape \(2, 3\)"),
    ],
)
def test_what_are_no_texts_is_refused(given: Any, message: str) -> None:
    for step in (QualityFilterTransformer(), QualityFeatures()):
        with pytest.raises(qf.InputError, match=message):
            step.fit(given)
        with pytest.raises(qf.InputError, match=message):
            step.transform(given)


def test_a_text_that_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from qualityfilter.rules import scan

    def broken(text: str, folded: str) -> Any:
        if "BOOM" in text:
            raise ValueError("boom")
        return whole(text, folded)

    whole = scan.lay_out_lines
    monkeypatch.setattr(scan, "lay_out_lines", broken)
    texts = [TEXTS[0], "BOOM", END]
    with pytest.warns(UserWarning, match="could not be cleaned: ValueError: boom"):
        cleaned = QualityFilterTransformer().transform(texts)
    assert cleaned.tolist() == [qf.clean(TEXTS[0]).text, "BOOM", END]
    with pytest.warns(UserWarning, match="boom"):
        assert np.isnan(QualityFeatures().transform(texts)).all(axis=1).tolist() == [
            False,
            True,
            False,
        ]


def test_in_a_pipeline_that_is_searched() -> None:
    """What was kept as junk shows that the words came through the first step."""
    pipeline = Pipeline(
        [
            ("clean", QualityFilterTransformer()),
            ("words", TfidfVectorizer()),
            ("model", LogisticRegression()),
        ]
    )
    labels = [text.count(JUNK) > 0 for text in TEXTS]
    grid = {"clean__settings": [None, KEPT]}
    search = GridSearchCV(pipeline, grid, cv=2, n_jobs=2, error_score="raise").fit(TEXTS, labels)
    assert search.best_params_ == {"clean__settings": KEPT}
    assert "telegram" in search.best_estimator_[:-1].get_feature_names_out()
    assert "telegram" not in pipeline[:-1].fit(TEXTS).get_feature_names_out()


def test_scores_beside_words() -> None:
    labels = [JUNK in text for text in TEXTS]
    model = make_pipeline(QualityFeatures(), HistGradientBoostingClassifier(min_samples_leaf=1))
    assert model.fit(TEXTS, labels).score(TEXTS, labels) == 1
    union = make_union(
        make_pipeline(QualityFilterTransformer(), TfidfVectorizer()), QualityFeatures()
    )
    assert union.fit(TEXTS).get_feature_names_out()[-1] == "qualityfeatures__spam"


@pytest.mark.parametrize("kind", [QualityFilterTransformer, QualityFeatures])
def test_clone_parameters_and_pickle(kind: Any) -> None:
    step = kind(settings=KEPT)
    for copy in (clone(step), pickle.loads(pickle.dumps(step)), kind().set_params(settings=KEPT)):
        assert copy.get_params() == {"settings": KEPT}
        assert np.array_equal(
            copy.transform(TEXTS), step.transform(TEXTS), equal_nan=kind is QualityFeatures
        )
    assert not np.array_equal(step.transform(TEXTS), kind().transform(TEXTS))
