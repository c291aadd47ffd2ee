"""What a wrong argument, or a missing command, is said to be."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from etl_compare import assert_same

FRAME = pl.DataFrame({"id": [1, 2], "x,y": [1, 2]})


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="nope"):
        assert_same(FRAME, FRAME, key="nope")


def test_a_condition_that_is_no_sql_is_shown_with_its_place() -> None:
    with pytest.raises(
        ValueError, match=r"--where does not work on a frame of polars[^\n]*\n  id >\n      \^"
    ):
        assert_same(FRAME, FRAME, where="id >")


def test_a_path_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.parquet"):
        assert_same(FRAME, "nowhere.parquet")


def test_no_value_is_taken_for_an_option() -> None:
    with pytest.raises(ValueError, match="--json"):
        assert_same(FRAME, FRAME, where="--json")
    with pytest.raises(ValueError, match="--json"):
        assert_same(FRAME, "--json")


@pytest.mark.parametrize("name", ["x,y", "a=b", " a", ""])
def test_a_name_that_the_command_line_cannot_say_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="Rename the column"):
        assert_same(FRAME, FRAME, key=[name])


def test_what_cannot_be_compared_is_no_difference(tmp_path: Path) -> None:
    for side in ("a", "b"):
        (tmp_path / side).mkdir()
        FRAME.write_parquet(tmp_path / side / "fine.parquet")
        (tmp_path / side / "broken.parquet").write_text("not Parquet")
    with pytest.raises(ValueError, match="broken: could not be compared"):
        assert_same(tmp_path / "a", tmp_path / "b")


def test_columns_are_a_list() -> None:
    with pytest.raises(ValueError, match=r"columns=\['id'\]"):
        assert_same(FRAME, FRAME, columns="id")


@pytest.mark.parametrize("table", [None, 3, [1, 2], pd.Series([1])])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(TypeError, match="Give it a path, or a frame"):
        assert_same(table, FRAME)


def test_columns_of_several_levels_are_refused() -> None:
    frame = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")]))
    with pytest.raises(ValueError, match="several levels"):
        assert_same(frame, frame)


def test_a_missing_command_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ETL_COMPARE")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError, match="set ETL_COMPARE to its path"):
        assert_same(FRAME, FRAME)
    monkeypatch.setenv("ETL_COMPARE", "/nowhere/etl-compare")
    with pytest.raises(RuntimeError, match="which is no program"):
        assert_same(FRAME, FRAME)


def program(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    file = folder / "etl-compare"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def test_the_command_is_found_on_the_path_and_in_node_modules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ETL_COMPARE")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    program(tmp_path / "node_modules/.bin", "echo of node_modules; exit 1")
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path / "tests")
    with pytest.raises(AssertionError, match="of node_modules"):
        assert_same(FRAME, FRAME)
    program(tmp_path / "bin", "echo of the path; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    with pytest.raises(AssertionError, match="of the path"):
        assert_same(FRAME, FRAME)


@pytest.mark.parametrize("code", [1, 70, 127])
def test_a_command_that_breaks_is_no_difference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int
) -> None:
    monkeypatch.setenv(
        "ETL_COMPARE", str(program(tmp_path / "bin", f"echo broken >&2; exit {code}"))
    )
    with pytest.raises(RuntimeError, match=f"ended with {code}: broken"):
        assert_same(FRAME, FRAME)


def test_no_engine_is_imported_with_it() -> None:
    code = """
import sys, etl_compare.assert_same
print({"polars", "pandas", "pyarrow", "duckdb", "pyspark"} & sys.modules.keys())
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
