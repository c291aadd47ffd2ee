"""What Polars holds itself to where its lazy queries run by the streaming engine."""

import polars as pl


def own_settings() -> dict[str, object]:
    return {"threads": pl.thread_pool_size(), "memory_limit": "none of its own", "streaming": "yes"}
