"""Every test calls the command line of this clone."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ETL_COMPARE", str(ROOT / "bin/etl-compare"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))


@pytest.fixture(autouse=True)
def nothing_left(own_command: None) -> Iterator[None]:
    yield
    assert list(Path(gettempdir()).iterdir()) == []
