"""The service of orders, as a process that is asked over HTTP, also by schemathesis."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1]
SERVICE = PROJECT.parent / "service"
ENGINES = {"delta-rs": PROJECT, "spark": PROJECT.parent / "spark"}
# Seconds that only what hangs takes, on a busy machine too.
PATIENT = 300
ORDERS = """order_id,customer_id,order_ts,amount
1,7,2026-11-20T00:00:00Z,10.00
2,7,2026-11-20T00:00:01Z,2.50
3,8,2026-11-30T00:00:02Z,-1.00
"""


ORDER = {"order_id": 4, "customer_id": 8, "order_ts": "2026-11-20T00:00:03Z", "amount": "5.00"}


def free_port() -> int:
    """Below those that Linux gives to connections: none takes it until the service listens."""
    for port in range(10_000 + os.getpid() % 20_000, 32_768):
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


# Changes a customer's orders again and again, whoever else does, and says so each time.
WRITER = """
import sys, time
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError
while True:
    try:
        DeltaTable(sys.argv[1]).update(
            updates={"amount": "amount + 0.01"}, predicate="customer_id = 8"
        )
        print("changed", flush=True)
    except CommitFailedError:
        pass
    time.sleep(0.02)
"""
# Leaves a table of other columns.
REPLACER = """
import sys
import pyarrow as pa
from deltalake import write_deltalake
table = pa.table({"order_id": ["one"]})
write_deltalake(sys.argv[1], table, mode="overwrite", schema_mode="overwrite")
"""


@contextmanager
def another_writer(table: str) -> Iterator[None]:
    """Of the table, which it has changed by now and goes on changing until the block ends."""
    command = [sys.executable, "-c", WRITER, table]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout
            assert writer.stdout.readline()
            yield
        finally:
            writer.kill()


class Running:
    def __init__(self, folder: Path, project: Path) -> None:
        (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
        scratch = folder / "tmp"
        scratch.mkdir()
        self.scratch, self.port = scratch, free_port()
        self.process = subprocess.Popen(
            [str(project / ".venv/bin/python"), "jobs/serve_orders.py"],
            cwd=project,
            env={
                **os.environ,
                "ETL_INPUT": str(folder),
                "ETL_OUTPUT": str(folder),
                "PORT": str(self.port),
                "PYTHONPATH": str(SERVICE),
                "TMPDIR": str(scratch),
            },
        )
        for _ in range(3000):
            try:
                self.ask("GET", "/health")
                return
            except urllib.error.URLError:
                assert self.process.poll() is None
                time.sleep(0.1)
        raise TimeoutError

    @property
    def table(self) -> str:
        return str(next(self.scratch.glob("orders-*/orders")))

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, str, Any]:
        data = None if body is None else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}{path}"
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENT) as answer:
                return answer.status, answer.headers["content-type"], json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.headers["content-type"], json.load(error)


@pytest.fixture(params=ENGINES)
def either(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    running = Running(tmp_path, ENGINES[request.param])
    yield running
    running.process.terminate()
    running.process.wait()


@pytest.fixture(scope="module", params=ENGINES)
def unchanged(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("unchanged"), ENGINES[request.param])
    yield running
    running.process.kill()
    running.process.wait()


def test_reads_writes_and_travels_in_time(either: Running) -> None:
    spend = [{"customer_id": 7, "orders": 2, "spend": "12.50"}]
    assert either.ask("GET", "/spend")[2] == spend
    assert either.ask("GET", "/orders/3")[2]["amount"] == "-1.00"
    assert either.ask("POST", "/orders", {"orders": [ORDER]})[2] == {"version": 1}
    assert either.ask("GET", "/orders/4")[2] == ORDER
    changed = {**ORDER, "amount": "6.00"}
    assert either.ask("PUT", "/orders", {"orders": [ORDER, changed]})[2] == {"version": 2}
    assert either.ask("GET", "/orders/4")[2] == changed
    assert either.ask("PATCH", "/customers/8/orders", {"by": "1.50"})[2] == {"version": 3}
    assert either.ask("GET", "/orders/3")[2]["amount"] == "0.50"
    assert either.ask("DELETE", "/orders/3")[2] == {"version": 4}
    assert either.ask("GET", "/orders/3")[0] == 404
    assert either.ask("GET", "/versions/0/spend")[2] == spend
    assert either.ask("POST", "/restore/0")[2] == {"version": 5}
    assert either.ask("GET", "/spend")[2] == spend
    assert either.ask("GET", "/files/sorted")[2] == {"rows": 3, "first": 1, "last": 3}
    above = either.ask("GET", "/files/sorted/orders?amount=2.50")[2]
    assert [each["order_id"] for each in above] == [1]
    operations = [each["operation"] for each in either.ask("GET", "/history")[2]]
    assert operations == ["RESTORE", "DELETE", "UPDATE", "MERGE", "WRITE", "WRITE"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/files/..%2F..%2Fetc%2Fpasswd", None),
        ("GET", "/files/%2e%2e", None),
        ("GET", "/files/sorted.parquet", None),
        ("GET", "/files/sorted/orders?amount=0.00%20OR%201=1", None),
        ("GET", "/files/sorted/orders?amount=1.00&limit=1;SELECT%201", None),
        ("GET", "/orders/1%20OR%201=1", None),
        ("GET", "/versions/0'--/spend", None),
        ("PATCH", "/customers/7/orders", {"by": "1.00 WHERE 1=1"}),
        ("PATCH", "/customers/7/orders", {"by": "1.00", "where": "1=1"}),
        ("POST", "/orders", {"orders": [{"order_id": "1"}]}),
        ("POST", "/orders", {"orders": [{**ORDER, "amount": 5}]}),
        ("POST", "/orders", {"orders": [{**ORDER, "discount": "0.10"}]}),
        ("PUT", "/orders", {"orders": [{"order_id": 4, "customer_id": 8}]}),
        ("GET", "/versions/99/spend", None),
        ("GET", "/nowhere", None),
        ("DELETE", "/spend", None),
    ],
)
def test_refuses_what_is_no_value_with_problem_details(
    unchanged: Running, method: str, path: str, body: object
) -> None:
    status, kind, problem = unchanged.ask(method, path, body)
    assert status in (404, 405, 422)
    assert kind == "application/problem+json"
    assert problem["status"] == status
    assert unchanged.ask("GET", "/health")[2] == {"version": 0}


def test_tells_that_another_process_changed_the_table_meanwhile(either: Running) -> None:
    def change() -> tuple[int, str, Any]:
        return either.ask("PATCH", "/customers/7/orders", {"by": "1.00"})

    # Before another writes: the first takes Spark ten times as long, and then reads all commits.
    answers = [change()]
    with another_writer(either.table):
        while answers[-1][0] == 200:
            assert len(answers) < 200
            answers.append(change())
    status, kind, problem = answers[-1]
    assert (status, kind) == (409, "application/problem+json")
    assert problem["detail"].startswith("Another writer changed the table meanwhile.")
    assert change()[0] == 200
    [spend] = [each for each in either.ask("GET", "/spend")[2] if each["customer_id"] == 7]
    # As often as it was answered with 200, twice an order.
    assert spend["spend"] == f"{12.5 + 2 * len(answers):.2f}"


def test_tells_that_the_table_has_other_columns_now(either: Running) -> None:
    subprocess.run([sys.executable, "-c", REPLACER, either.table], check=True)
    for method, path, body in (
        ("POST", "/orders", {"orders": [ORDER]}),
        ("PUT", "/orders", {"orders": [ORDER]}),
        ("PATCH", "/customers/7/orders", {"by": "1.00"}),
        ("GET", "/spend", None),
        ("GET", "/orders/3", None),
    ):
        status, kind, problem = either.ask(method, path, body)
        assert (method, path, status, kind) == (method, path, 409, "application/problem+json")
        assert problem["detail"].startswith("The table no longer has the columns of orders.")
    assert either.ask("POST", "/restore/0")[2] == {"version": 2}
    assert either.ask("GET", "/orders/3")[0] == 200


def test_ends_cleanly_and_leaves_nothing(either: Running) -> None:
    either.process.send_signal(signal.SIGTERM)
    assert either.process.wait(timeout=PATIENT) == 0
    assert list(either.scratch.iterdir()) == []


# Both share the code that refuses what is no value: by delta-rs it takes a tenth of the time.
@pytest.mark.parametrize(
    ("either", "phases"),
    [("delta-rs", "examples,coverage,fuzzing"), ("spark", "fuzzing")],
    indirect=["either"],
)
def test_answers_as_its_openapi_says(either: Running, phases: str, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{either.port}/openapi.json"
    # Seconds. Spark takes several for a write while other tests run.
    patient = ["--request-timeout", str(PATIENT)]
    options = ["--max-examples", "8", "--seed", "1", "--phases", phases]
    tool = Path(sys.executable).with_name("schemathesis")
    command = [str(tool), "run", url, *options, *patient]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-5000:]
