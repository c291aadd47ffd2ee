"""Orders in a Delta table, and in Parquet files, as an HTTP service: an engine does the work.

OpenAPI is at /docs. Errors are problem details (RFC 9457). One session answers all requests.
"""

import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Any, Protocol, TypeVar

import uvicorn
from fastapi import Depends, FastAPI, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from orders_models import (
    LARGEST_ID,
    Commit,
    Footer,
    Order,
    Orders,
    Problem,
    Raise,
    Spend,
    Stored,
    Table,
)
from starlette.exceptions import HTTPException
from starlette.routing import Route

PathId = Annotated[int, Path(ge=0, le=LARGEST_ID)]
Version = Annotated[int, Path(ge=0, le=LARGEST_ID)]
# No name that leaves its folder, and none that SQL would read as more than a name.
Name = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Thing = TypeVar("Thing")


class Engine(Protocol):
    """What answers: `None` where there is no such thing."""

    def version(self) -> int: ...
    def spend(self, version: int | None, limit: int) -> list[Spend]: ...
    def order(self, order_id: int) -> Stored | None: ...
    def append(self, orders: list[Order]) -> None: ...
    def upsert(self, orders: list[Order]) -> None: ...
    def raise_amounts(self, customer_id: int, by: Decimal) -> None: ...
    def delete(self, order_id: int) -> None: ...
    def history(self) -> list[Commit]: ...
    def restore(self, version: int) -> None: ...
    def optimize(self) -> None: ...
    def footer(self, name: str) -> Footer | None: ...
    def rows_above(self, name: str, amount: Decimal, limit: int) -> list[Stored] | None: ...
    def refusal(self, error: Exception) -> str | None:
        """Why a request failed, if the state of the table is why."""

    def close(self) -> None: ...


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status.value: {
        "description": status.phrase,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for status in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
}


def problem(status: int, detail: str, headers: Any = None) -> JSONResponse:
    title = HTTPStatus(status).phrase
    body = Problem(type="about:blank", title=title, status=status, detail=detail)
    return JSONResponse(
        body.model_dump(), status, headers=headers, media_type="application/problem+json"
    )


def api(engine: Engine) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        engine.close()

    async def refusals() -> AsyncIterator[None]:
        try:
            yield
        except (HTTPException, RequestValidationError):
            raise
        except Exception as error:
            if why := await run_in_threadpool(engine.refusal, error):
                raise HTTPException(HTTPStatus.CONFLICT, why) from error
            raise

    app = FastAPI(
        title="Orders",
        version="1",
        lifespan=lifespan,
        dependencies=[Depends(refusals)],
        responses=PROBLEMS,
    )
    # Delta refuses one of two commits that touch the same files: here they wait for each other.
    one_writer = threading.Lock()

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        headers = error.headers
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = {"allow": ", ".join(methods_at(app, request.url.path))}
        return problem(error.status_code, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        texts = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(texts))

    @app.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, type(error).__name__)

    def requires_version(version: int) -> None:
        if version > engine.version():
            raise HTTPException(HTTPStatus.NOT_FOUND, f"The table has no version {version}.")

    @app.get("/health")
    def health() -> Table:
        return Table(version=engine.version())

    @app.get("/spend")
    def spend(limit: Limit = 10) -> list[Spend]:
        """What the first customers spent."""
        return engine.spend(None, limit)

    @app.get("/versions/{version}/spend")
    def spend_then(version: Version, limit: Limit = 10) -> list[Spend]:
        """The same as of a version of the table."""
        requires_version(version)
        return engine.spend(version, limit)

    @app.get("/history")
    def history() -> list[Commit]:
        """The table's commits, the latest first."""
        return engine.history()

    @app.get("/orders/{order_id}")
    def order(order_id: PathId) -> Stored:
        return found(engine.order(order_id), f"order {order_id}")

    @app.post("/orders")
    def append(orders: Orders) -> Table:
        with one_writer:
            engine.append(orders.orders)
            return Table(version=engine.version())

    @app.put("/orders")
    def upsert(orders: Orders) -> Table:
        """Changes orders that are there, adds the others. Of an id given twice, the last counts."""
        with one_writer:
            engine.upsert(list({each.order_id: each for each in orders.orders}.values()))
            return Table(version=engine.version())

    @app.delete("/orders/{order_id}")
    def delete(order_id: PathId) -> Table:
        with one_writer:
            engine.delete(order_id)
            return Table(version=engine.version())

    @app.patch("/customers/{customer_id}/orders")
    def raise_amounts(customer_id: PathId, change: Raise) -> Table:
        with one_writer:
            engine.raise_amounts(customer_id, Decimal(change.by))
            return Table(version=engine.version())

    @app.post("/restore/{version}")
    def restore(version: Version) -> Table:
        with one_writer:
            requires_version(version)
            # delta-rs refuses to restore what is there
            if version != engine.version():
                engine.restore(version)
            return Table(version=engine.version())

    @app.post("/optimize")
    def optimize() -> Table:
        """Merges the table's small files."""
        with one_writer:
            engine.optimize()
            return Table(version=engine.version())

    @app.get("/files/{name}")
    def footer(name: Name) -> Footer:
        """Rows and bounds of a Parquet file, from its footer."""
        return found(engine.footer(name), f"file {name}")

    @app.get("/files/{name}/orders")
    def rows_above(
        name: Name,
        amount: Annotated[str, Query(pattern=r"^[0-9]{1,9}\.[0-9]{2}$")],
        limit: Limit = 10,
    ) -> list[Stored]:
        """The first orders of a Parquet file with a higher amount."""
        return found(engine.rows_above(name, Decimal(amount), limit), f"file {name}")

    return app


def methods_at(app: FastAPI, path: str) -> list[str]:
    """Of all routes: the error has those of the first that has this path."""
    routes = [
        each for each in app.routes if isinstance(each, Route) and each.path_regex.match(path)
    ]
    return sorted({method for each in routes for method in each.methods or ()})


def found(thing: Thing | None, what: str) -> Thing:
    if thing is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"There is no {what}.")
    return thing


def heed_sigterm() -> None:
    """So that Python's own clean-up runs: uvicorn raises the signal again when it has shut down."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def serve(engine: Engine) -> None:
    """Answers on HOST and PORT until SIGTERM, finishes what has begun, and closes the engine."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    uvicorn.run(api(engine), host=host, port=port, log_level="warning", access_log=False)
