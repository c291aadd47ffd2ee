"""What is done with a Delta table of orders, by Spark's SQL. `table` is its path."""

from pyspark.sql import DataFrame, SparkSession

SPEND = """
    SELECT customer_id, count(*) AS orders, CAST(sum(amount) AS DECIMAL(38, 2)) AS spend
    FROM {table} WHERE amount > 0 GROUP BY customer_id
"""


def name_of(table: str) -> str:
    return f"delta.`{table}`"


def write(table: str, rows: DataFrame, mode: str) -> None:
    rows.write.format("delta").mode(mode).save(table)


def spend(spark: SparkSession, table: str, at: str = "") -> DataFrame:
    """:param at: `VERSION AS OF 3` or `TIMESTAMP AS OF '…'`; empty: now"""
    return spark.sql(SPEND.format(table=f"{name_of(table)} {at}"))


def update(spark: SparkSession, table: str, amount: str, where: str) -> None:
    spark.sql(f"UPDATE {name_of(table)} SET amount = {amount} WHERE {where}").collect()


def delete(spark: SparkSession, table: str, where: str) -> None:
    spark.sql(f"DELETE FROM {name_of(table)} WHERE {where}").collect()


def upsert(spark: SparkSession, table: str, rows: DataFrame) -> None:
    spark.sql(
        f"""
        MERGE INTO {name_of(table)} AS old USING {{rows}} AS new ON old.order_id = new.order_id
        WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *
        """,
        rows=rows,
    ).collect()


def history(spark: SparkSession, table: str) -> DataFrame:
    return spark.sql(f"DESCRIBE HISTORY {name_of(table)}").select("version", "operation")


def restore(spark: SparkSession, table: str, version: int) -> None:
    spark.sql(f"RESTORE TABLE {name_of(table)} TO VERSION AS OF {version}").collect()


def optimize(spark: SparkSession, table: str) -> None:
    spark.sql(f"OPTIMIZE {name_of(table)}").collect()


def version_of(spark: SparkSession, table: str) -> int:
    latest = spark.sql(f"DESCRIBE HISTORY {name_of(table)} LIMIT 1").collect()
    return int(latest[0]["version"])


def is_conflict(error: Exception) -> bool:
    """Whether another writer's commit kept one from being made."""
    # PySpark has no exception of its own for these
    java = getattr(error, "java_exception", None)
    return java is not None and str(java.getClass().getName()).startswith("io.delta.exceptions.")
