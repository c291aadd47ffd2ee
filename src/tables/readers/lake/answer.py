"""Answers questions about tables of a lakehouse: copies one, as it is in one snapshot, to Parquet
files that DuckDB reads, says how it is kept, or creates or removes a namespace.

Each question is a line of JSON by stdin, each answer one by stdout. A library reads the table, so
that deletes, renamed columns and partition values are applied by code that knows how.
"""

import json
import os
import re
import sys
from importlib import import_module
from typing import Any

from failure import Failure, first_line

PROGRAMS = {
    ("iceberg", "read"): ("iceberg_table", "read"),
    ("iceberg", "version"): ("iceberg_table", "version"),
    ("iceberg", "inspect"): ("iceberg_upkeep", "inspect"),
    ("iceberg", "check"): ("iceberg_check", "check"),
    ("iceberg", "create"): ("iceberg_namespace", "create"),
    ("iceberg", "remove"): ("iceberg_namespace", "remove"),
    ("iceberg", "labelled"): ("iceberg_namespace", "labelled"),
    ("delta", "read"): ("delta_table", "read"),
    ("delta", "version"): ("delta_table", "version"),
    ("delta", "inspect"): ("delta_upkeep", "inspect"),
    ("delta", "check"): ("delta_table", "check"),
    ("files", "read"): ("object_files", "read"),
    ("files", "everything"): ("object_files", "everything"),
    ("files", "names"): ("object_files", "names"),
    ("files", "check"): ("object_files", "check"),
    ("files", "create"): ("object_namespace", "create"),
    ("files", "remove"): ("object_namespace", "remove"),
    ("files", "labelled"): ("object_namespace", "labelled"),
    ("postgresql", "read"): ("postgres_table", "read"),
}
PASSWORD = re.compile(r"(://[^/@\s:]*):[^/@\s]*@")


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    # What libraries print is no answer.
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(answered(json.loads(line))), file=answers, flush=True)
    # delta-rs may abort while the interpreter takes it down.
    os._exit(0)


def answered(question: dict[str, Any]) -> dict[str, object]:
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
    return answer


def answer_to(question: dict[str, Any]) -> dict[str, object]:
    """A format's library is imported only where it is needed."""
    program, function = PROGRAMS[question["format"], question["task"]]
    answer: dict[str, object] = getattr(import_module(program), function)(question)
    return answer


def without_secrets(text: str, secrets: list[str]) -> str:
    """What libraries say of a failed connection may hold what was needed for it."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return PASSWORD.sub(r"\1:***@", text)


if __name__ == "__main__":
    main()
