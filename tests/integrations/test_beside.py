"""Cleaning beside a loop: in batches of what waits, and each who waits is answered."""

import asyncio
from collections.abc import Sequence

import pytest

import qualityfilter as qf
from qualityfilter.core.errors import ArtifactNotFound
from qualityfilter.integrations._beside import BATCH, Beside
from tests.conftest import MID, OPEN


def cleaned(beside: Beside, texts: Sequence[str]) -> list[object]:
    async def all_at_once() -> list[object]:
        waiting = (beside.clean(qf.Document(text, id=str(at))) for at, text in enumerate(texts))
        return await asyncio.gather(*waiting, return_exceptions=True)

    return asyncio.run(all_at_once())


def test_each_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    quality_filter = qf.QualityFilter()
    beside, whole = Beside(quality_filter), quality_filter.clean_many

    def counted(documents: list[qf.Document]) -> object:
        sizes.append(len(documents))
        return whole(documents)

    monkeypatch.setattr(quality_filter, "clean_many", counted)
    texts = [f"{OPEN}\n\nJoin our Telegram channel\n\n{MID} {at}" for at in range(BATCH * 2 + 3)]
    for _ in range(2):  # again, under another loop
        found = cleaned(beside, texts)
        assert [each.document.id for each in found] == [str(at) for at in range(len(texts))]
        assert [each.text for each in found] == [
            f"{OPEN}\n\n{MID} {at}" for at in range(len(texts))
        ]
    assert max(sizes) == BATCH
    assert len(sizes) < 10


def test_what_stops_the_filter_is_told_to_all() -> None:
    beside = Beside(qf.QualityFilter(model="no-such-model"))
    for _ in range(2):
        found = cleaned(beside, [OPEN] * 3)
        assert [type(each) for each in found] == [ArtifactNotFound] * 3


def test_one_who_waits_no_longer_costs_no_other() -> None:
    async def left_alone() -> object:
        beside = Beside(qf.QualityFilter())
        gone = asyncio.create_task(beside.clean(qf.Document(OPEN)))
        stays = asyncio.create_task(beside.clean(qf.Document(MID)))
        await asyncio.sleep(0)
        gone.cancel()
        return await stays

    found = asyncio.run(left_alone())
    assert isinstance(found, qf.CleanResult)
    assert found.text == MID
