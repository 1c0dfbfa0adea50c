"""Importing the package is cheap, and its face is what it says."""

import json
import subprocess
import sys
from typing import Any

import pytest

import qualityfilter as qf
from tests.conftest import ROOT

HEAVY = (
    *("numpy", "scipy", "sklearn", "joblib", "re2", "sentencex"),
    *("bs4", "lxml", "typer", "rich"),
)


def _run(code: str) -> Any:
    """Run code in a new process and read the JSON that it prints."""
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(found.stdout)


def _loaded_by(code: str) -> list[str]:
    return _run(
        f"{code}\nimport json, sys\n"
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )


@pytest.mark.parametrize(
    "code",
    [
        "import qualityfilter",
        "import qualityfilter as qf; dir(qf), qf.__all__",
        "import qualityfilter as qf; qf.Settings(threshold=0.5).with_actions(caption='keep')",
        "import qualityfilter as qf; qf.Document('text'); qf.cut('text', ())",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert _loaded_by(code) == []


def test_the_first_filter_loads_it() -> None:
    """Without this the test above could pass for the wrong reason."""
    loaded = _loaded_by("import qualityfilter as qf; qf.clean('text')")
    assert {"numpy", "re2"} <= {*loaded}


def test_no_model_is_loaded_before_it_is_needed() -> None:
    mapped = _run(
        "import json, qualityfilter as qf\n"
        "from qualityfilter.core import artifact\n"
        "read, seen = artifact.map_weights, []\n"
        "artifact.map_weights = lambda file: seen.append(file.parent.name) or read(file)\n"
        "quality_filter = qf.QualityFilter()\n"
        "made = list(seen)\n"
        "quality_filter.clean('text')\n"
        "print(json.dumps([made, sorted(seen)]))"
    )
    assert mapped == [[], ["breaks", "default", "hedges", "quality"]]


def test_cleaning_loads_no_estimator() -> None:
    """Nor what reads pages, or weights that are compressed."""
    loaded = _loaded_by("import qualityfilter as qf; qf.clean('Leave a Comment')")
    assert not {"sklearn", "scipy", "joblib", "bs4", "lxml"} & {*loaded}


def test_plain_english_loads_no_model_of_languages() -> None:
    code = "import json, sys, qualityfilter as qf; lang = qf.clean({!r}).language\n"
    code += "print(json.dumps([lang, 'py3langid' in sys.modules]))"
    assert _run(code.format("The mayor said that the bridge would be closed. " * 4)) == [
        "en",
        False,
    ]
    assert _run(code.format("Die Brücke bleibt nach Angaben der Stadt gesperrt. " * 4)) == [
        "de",
        True,
    ]


def test_cleaning_loads_no_room_above_the_pipeline() -> None:
    loaded = _run(
        "import json, sys, qualityfilter as qf\nqf.clean('text')\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('qualityfilter.')]))"
    )
    rooms = {name.split(".")[1] for name in loaded}
    assert {"core", "pipeline"} <= rooms
    assert not rooms & {"integrations", "records", "apps", "lab", "__main__"}


def test_every_name_resolves_in_a_new_process() -> None:
    """Each in its turn, so that none resolves only because another was asked for before."""
    names = _run(
        "import importlib, json, sys\n"
        "import qualityfilter\n"
        "found = []\n"
        "for name in list(qualityfilter.__all__):\n"
        "    for module in [m for m in sys.modules if m.startswith('qualityfilter')]:\n"
        "        del sys.modules[module]\n"
        "    value = getattr(importlib.import_module('qualityfilter'), name)\n"
        "    found.append(name if value is not None else '')\n"
        "print(json.dumps(found))"
    )
    assert names == qf.__all__


def test_a_star_gives_just_the_face() -> None:
    names = _run(
        "import json\nbefore = set(globals())\nfrom qualityfilter import *\n"
        "print(json.dumps(sorted(set(globals()) - before - {'before'})))"
    )
    assert names == sorted(qf.__all__)


def test_dir_and_all_agree() -> None:
    """Before anything is loaded: `dir` tells of what comes later, too."""
    names = _run(
        "import json\n"
        "import qualityfilter as qf\n"
        "print(json.dumps([dir(qf), sorted({*dir(qf)} - {*vars(qf)})]))"
    )
    assert names == [sorted(qf.__all__), sorted({*qf.__all__} - {"__version__"})]
    assert len(qf.__all__) == len(set(qf.__all__))


def test_names_that_come_later_are_the_real_ones() -> None:
    from qualityfilter.pipeline import default
    from qualityfilter.pipeline import filter as pipeline
    from qualityfilter.text import segments

    assert qf.clean is default.clean
    assert qf.QualityFilter is pipeline.QualityFilter
    assert qf.split is segments.split
    assert vars(qf)["split"] is segments.split


def test_an_unknown_attribute_raises() -> None:
    with pytest.raises(AttributeError) as caught:
        qf.claen  # type: ignore[attr-defined] # noqa: B018
    assert str(caught.value) == "module 'qualityfilter' has no attribute 'claen'"
    assert not hasattr(qf, "np")
    with pytest.raises(ImportError):
        from qualityfilter import claen  # type: ignore[attr-defined] # noqa: F401
