"""The example's generic test passes for the same data, and names each way in which they differ."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
MODEL = "warehouse.duckdb:orders_by_day"
DBT = Path(sys.executable).with_name("dbt")
ORDERS = """SELECT i AS id, TIMESTAMP '2026-11-01' + to_hours(i) AS order_ts,
    (i % 97 * 1.25)::DECIMAL(12, 2) AS amount FROM range(240) t(i)"""
#: The last digits of the average as another engine has them.
BY_DAY = f"""SELECT order_ts::DATE AS day, count(*) AS orders,
    sum(amount)::DECIMAL(18, 2) AS revenue, avg(amount::DOUBLE) * (1 + 1e-12) AS average
    FROM ({ORDERS}) GROUP BY day"""
#: As Spark may have written it: two values, a lost day, a day too many, and a day twice.
CHANGED = f"""WITH days AS ({BY_DAY})
    SELECT day, orders, revenue + (day = DATE '2026-11-02')::INT AS revenue,
      CASE WHEN day <> DATE '2026-11-03' THEN average END AS average
      FROM days WHERE day <> DATE '2026-11-04'
    UNION ALL SELECT * REPLACE (DATE '2026-12-01' AS day) FROM days WHERE day = DATE '2026-11-04'
    UNION ALL SELECT * FROM days WHERE day = DATE '2026-11-05'"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "dbt"
    shutil.copytree(ROOT / "examples/dbt", folder)
    write(ORDERS, folder / "raw/orders.parquet")
    write(BY_DAY, folder / "spark-output/orders_by_day/part-0.parquet")
    return folder


def write(select: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(select).write_parquet(str(file))


def test_the_generic_test_passes_and_fails_as_it_should(project: Path) -> None:
    spark = project / "spark-output/orders_by_day/part-0.parquet"
    assert failures(project, "build") == {}
    write(CHANGED, spark)
    assert failures(project, "test") == {
        "average differs": 1,
        "key is not unique": 2,
        "not in the model": 1,
        "only in the model": 1,
        "revenue differs": 1,
    }
    diff = subprocess.run(
        [ROOT / "bin/etl-compare", "diff", "spark-output/orders_by_day", MODEL, "--key", "day"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert diff.returncode == 1
    assert "1 row only in B" in diff.stdout


def failures(project: Path, command: str) -> dict[str, int]:
    """How many rows the test returns, by the way in which they differ."""
    ended = subprocess.run(
        [DBT, "--quiet", command, "--profiles-dir", ".", "--store-failures"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    results = json.loads((project / "target/run_results.json").read_text())["results"]
    (test,) = [one for one in results if one["unique_id"].startswith("test.")]
    assert (ended.returncode, test["status"]) in ((0, "pass"), (1, "fail")), ended.stdout
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as db:
        counts = f"SELECT difference, count(*) FROM {test['relation_name']} GROUP BY ALL"
        return dict(db.execute(counts).fetchall())
