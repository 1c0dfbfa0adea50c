"""Our own pages come out as they must."""

from collections import Counter

import pytest

import qualityfilter as qf
from tests.own_pages import PAGES, OwnPage


def _marked(page: OwnPage) -> object:
    marks = [pytest.mark.xfail(reason=page.fails, strict=True)] if page.fails else []
    return pytest.param(page, id=f"{page.kind}: {page.name}", marks=marks)


@pytest.mark.parametrize("page", [*map(_marked, PAGES)])
def test_what_is_left_of_a_page(page: OwnPage, quality_filter: qf.QualityFilter) -> None:
    result = quality_filter.clean(qf.Page(page.html))
    assert tuple(line for line in result.text.splitlines() if line.strip()) == page.left
    assert result.restore() == result.document.text


def test_there_are_five_pages_of_each_kind() -> None:
    assert {*Counter(page.kind for page in PAGES).values()} == {5}
