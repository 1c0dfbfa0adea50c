"""Records to report on: the fixture articles with sources, and documents full of markup."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.command import app
from tests.conftest import FIXTURES

SITES = ("castelmar-courier.example", "northern-ledger.example", "saxby-post.example")

HOSTILE = {
    "id": "<u>id</u>",
    "title": "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>",
    "source": '"><svg onload="window.ran = 3">',
    "url": "javascript:window.ran = 4",
    "text": "</script><script>alert(5)</script> <!-- \u2028\u2029 ]]> &amp; \ud800 {{ 7 * 7 }}\n\n"
    "Share this: Facebook Twitter <i onclick='window.ran = 6'>WhatsApp</i>\n\n"
    "The bridge <b>may</b> open on Monday, the harbour office said.\n",
}
ARABIC = {
    "id": "rtl",
    "source": "ميناء.example",
    "title": "فتح الجسر",
    "text": "فتح الجسر فوق نهر السارن يوم الاثنين.\n\n"
    "قال المهندس إن العمل ينتهي قبل الشتاء (2024).\n",
}


def articles() -> list[dict[str, Any]]:
    """Return the fixture articles as records."""
    texts = sorted((FIXTURES / "articles").glob("*/article.txt"))
    return [
        {
            "id": path.parent.name,
            "source": SITES[number % len(SITES)],
            "text": path.read_text(encoding="utf-8"),
        }
        for number, path in enumerate(texts)
    ]


def write(path: Path, records: list[dict[str, Any]], more: str = "") -> Path:
    """Write records as JSON lines, and more behind them."""
    path.write_text("".join(json.dumps(each) + "\n" for each in records) + more, encoding="utf-8")
    return path


def call(*arguments: object) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments), "--quiet"])


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on all of these; two records of it fail."""
    folder = tmp_path_factory.mktemp("report")
    records = [HOSTILE, ARABIC, *articles(), {"id": "<no text>"}]
    given = write(folder / "in.jsonl", records, "{broken <script>alert(8)</script>\n")
    made = call("report", given, "-o", folder / "report.html")
    assert made.exit_code == 1, made.output
    return folder / "report.html"
