"""Answers a question about tables of a lakehouse: copies one, as it is in one snapshot, to Parquet
files that DuckDB reads, or creates or removes a namespace.

The question comes as JSON by stdin, the answer goes as the last line to stdout. A library reads
the table, so that deletes, renamed columns and partition values are applied by code that knows how.
"""

import json
import os
import re
import sys
from typing import Any

from failure import Failure, first_line

PASSWORD = re.compile(r"(://[^/@\s:]*):[^/@\s]*@")


def main() -> None:
    question = json.load(sys.stdin)
    try:
        answer = answer_to(question)
    except Failure as failure:
        answer = {"failure": failure.code, **failure.data}
    except ImportError as error:
        answer = {"failure": "library", "detail": first_line(error)}
    except Exception as error:
        detail = f"{type(error).__name__}: {first_line(error)}"
        answer = {"failure": "unread", "detail": detail}
    if "detail" in answer:
        answer["detail"] = without_secrets(str(answer["detail"]), question["secrets"])
    print("\n" + json.dumps(answer), flush=True)
    # delta-rs may abort while the interpreter takes it down.
    os._exit(0)


def answer_to(question: dict[str, Any]) -> dict[str, object]:
    """A format's library is imported only where it is needed."""
    task = question["task"]
    if question["format"] == "delta":
        import delta_table

        return delta_table.check() if task == "check" else getattr(delta_table, task)(question)
    if task in ("read", "version"):
        import iceberg_table

        return getattr(iceberg_table, task)(question)
    if task == "check":
        import iceberg_check

        return iceberg_check.check(question)
    import iceberg_namespace

    return getattr(iceberg_namespace, task)(question)


def without_secrets(text: str, secrets: list[str]) -> str:
    """What libraries say of a failed connection may hold what was needed for it."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return PASSWORD.sub(r"\1:***@", text)


if __name__ == "__main__":
    main()
