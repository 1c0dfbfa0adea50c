"""Let the site show what stands outside `docs/`: the README as its first page, cards, pictures.

Pages link to files as they lie in the repository, so that links work there, too. For the site each
such file is taken in under its own path, and the links are written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
_LINK = re.compile(r"\]\(([^)#:\s]+)")


def on_files(files: Files, config: Any) -> Files:
    """Add the README and every file outside `docs/` that a page links to."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "index.md", content=_at_home(readme)))
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    seen: set[Path] = set()
    while pages:
        page = pages.pop()
        for path in _linked(page):
            if path not in seen and not path.is_relative_to(ROOT / "docs"):
                seen.add(path)
                name = path.relative_to(ROOT).as_posix()
                files.append(File.generated(config, name, abs_src_path=str(path)))
                if path.suffix == ".md":
                    pages.append(path)
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Write the links of a page anew, for where it lies in the site."""
    source = page.file.src_uri
    if source in ("CONTRIBUTING.md", "CHANGELOG.md"):
        return _at_home(markdown)
    return markdown.replace("](../", "](") if "/" not in source else markdown


def _at_home(markdown: str) -> str:
    return markdown.replace("](docs/", "](")


def _linked(page: Path) -> Iterator[Path]:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve()
        if path.is_file():
            yield path
