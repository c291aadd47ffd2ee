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
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1]
SERVICE = PROJECT.parent / "service"
ORDERS = """order_id,customer_id,order_ts,amount
1,7,2026-11-20T00:00:00Z,10.00
2,7,2026-11-20T00:00:01Z,2.50
3,8,2026-11-30T00:00:02Z,-1.00
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    def __init__(self, folder: Path) -> None:
        (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
        scratch = folder / "tmp"
        scratch.mkdir()
        self.scratch, self.port = scratch, free_port()
        self.process = subprocess.Popen(
            [sys.executable, "jobs/serve_orders.py"],
            cwd=PROJECT,
            env={
                **os.environ,
                "ETL_INPUT": str(folder),
                "ETL_OUTPUT": str(folder),
                "PORT": str(self.port),
                "PYTHONPATH": str(SERVICE),
                "TMPDIR": str(scratch),
            },
        )
        for _ in range(600):
            try:
                self.ask("GET", "/health")
                return
            except urllib.error.URLError:
                assert self.process.poll() is None
                time.sleep(0.1)
        raise TimeoutError

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, str, Any]:
        data = None if body is None else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}{path}"
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers["content-type"], json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.headers["content-type"], json.load(error)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("unchanged"))
    yield running
    running.process.kill()
    running.process.wait()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def test_reads_writes_and_travels_in_time(service: Running) -> None:
    order = {"order_id": 4, "customer_id": 8, "order_ts": "2026-11-20T00:00:03Z", "amount": "5.00"}
    spend = [{"customer_id": 7, "orders": 2, "spend": "12.50"}]
    assert service.ask("GET", "/spend")[2] == spend
    assert service.ask("GET", "/orders/3")[2]["amount"] == "-1.00"
    assert service.ask("POST", "/orders", {"orders": [order]})[2] == {"version": 1}
    assert service.ask("GET", "/orders/4")[2] == order
    changed = {**order, "amount": "6.00"}
    assert service.ask("PUT", "/orders", {"orders": [order, changed]})[2] == {"version": 2}
    assert service.ask("GET", "/orders/4")[2] == changed
    assert service.ask("PATCH", "/customers/8/orders", {"by": "1.50"})[2] == {"version": 3}
    assert service.ask("GET", "/orders/3")[2]["amount"] == "0.50"
    assert service.ask("DELETE", "/orders/3")[2] == {"version": 4}
    assert service.ask("GET", "/orders/3")[0] == 404
    assert service.ask("GET", "/versions/0/spend")[2] == spend
    assert service.ask("POST", "/restore/0")[2] == {"version": 5}
    assert service.ask("GET", "/spend")[2] == spend
    assert service.ask("GET", "/files/sorted")[2] == {"rows": 3, "first": 1, "last": 3}
    above = service.ask("GET", "/files/sorted/orders?amount=2.50")[2]
    assert [each["order_id"] for each in above] == [1]
    operations = [each["operation"] for each in service.ask("GET", "/history")[2]]
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


def test_ends_cleanly_and_leaves_nothing(service: Running) -> None:
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(timeout=60) == 0
    assert list(service.scratch.iterdir()) == []


def test_answers_as_its_openapi_says(service: Running, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{service.port}/openapi.json"
    options = ["--max-examples", "8", "--seed", "1", "--phases", "examples,coverage,fuzzing"]
    tool = Path(sys.executable).with_name("schemathesis")
    command = [str(tool), "run", url, *options]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-5000:]
