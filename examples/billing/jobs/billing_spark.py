"""
Invoices of one month. Usage is priced by the plan that a customer had at the moment, in the
customer's currency, and converted with the rate of the last business day. Days are New York's.
"""

import os
from pathlib import Path

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

INPUT, OUTPUT = os.environ["ETL_INPUT"], os.environ["ETL_OUTPUT"]
MONTH = os.environ["ETL_PARTITION"]
ZONE = "America/New_York"

spark = (
    SparkSession.builder.appName("billing")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)

# Tells etl-compare where Spark's start ends and the job's work begins.
if stages := os.environ.get("ETL_STAGES"):
    with Path(stages).open("a", encoding="utf-8") as file:
        file.write('{"stage": "ready"}\n')

first_day = F.lit(f"{MONTH}-01").cast("date")
last_day = F.last_day(first_day)


def read(name: str, schema: str) -> DataFrame:
    return spark.read.csv(
        f"{INPUT}/{name}", header=True, schema=schema, escape='"', mode="FAILFAST"
    )


def money(amount: Column) -> Column:
    return F.round(amount, 2).cast("decimal(18, 2)")


# An event that was delivered again replaces the first delivery.
latest = Window.partitionBy("event_id").orderBy(F.desc("received_at"))
usage = (
    read(
        "usage",
        "event_id STRING, customer_id INT, occurred_at TIMESTAMP, metric STRING,"
        "quantity DECIMAL(14, 3), busy_seconds INT, tags STRING, received_at TIMESTAMP",
    )
    .withColumn("delivery", F.row_number().over(latest))
    .where("delivery = 1")
    .withColumn("local_time", F.from_utc_timestamp("occurred_at", ZONE))
    .withColumn("day", F.to_date("local_time"))
    .where(F.col("day").between(first_day, last_day))
)

# One row for each time that something changed (SCD 2).
customers = read(
    "customers.csv",
    "customer_id INT, name STRING, plan_id STRING, currency STRING, status STRING,"
    "valid_from TIMESTAMP, valid_to TIMESTAMP",
).withColumns(
    {
        "valid_from": F.to_utc_timestamp("valid_from", ZONE),
        "valid_to": F.to_utc_timestamp("valid_to", ZONE),
    }
)

prices = read(
    "prices.csv",
    "plan_id STRING, metric STRING, included DECIMAL(14, 3), unit_price DECIMAL(12, 6)",
)

# Every day has the rate of the last business day.
read(
    "fx_rates.csv", "rate_date DATE, currency STRING, usd_per_unit DECIMAL(12, 6)"
).createOrReplaceTempView("rates")
fx = spark.sql(
    """
    WITH days AS (
        SELECT explode(sequence(min(rate_date), last_day(:first_day), INTERVAL 1 DAY)) AS day
        FROM rates
    ),
    currencies AS (SELECT DISTINCT currency FROM rates)
    SELECT
        c.currency,
        d.day,
        last(r.usd_per_unit, true) OVER (PARTITION BY c.currency ORDER BY d.day) AS usd_per_unit
    FROM days d
    CROSS JOIN currencies c
    LEFT JOIN rates r ON r.rate_date = d.day AND r.currency = c.currency
    """,
    args={"first_day": f"{MONTH}-01"},
)

used = (
    usage.alias("u")
    .join(
        F.broadcast(customers).alias("c"),
        (F.col("u.customer_id") == F.col("c.customer_id"))
        & (F.col("u.occurred_at") >= F.col("c.valid_from"))
        & (F.col("c.valid_to").isNull() | (F.col("u.occurred_at") < F.col("c.valid_to"))),
    )
    .select("u.*", "c.plan_id", "c.currency", "c.valid_from")
    .withColumn("environment", F.split("tags", r"\|")[0])
    .withColumn("is_weekend", F.dayofweek("day").isin(1, 7))
    .cache()
)

daily = (
    used.groupBy("customer_id", "plan_id", "currency", "metric", "day")
    .agg(
        F.count("*").alias("events"),
        F.sum("quantity").alias("quantity"),
        F.sum("busy_seconds").alias("busy_seconds"),
    )
    .join(F.broadcast(prices), ["plan_id", "metric"], "left")
    .join(F.broadcast(fx), ["currency", "day"], "left")
    .withColumn("usd_per_unit", F.coalesce("usd_per_unit", F.lit(1).cast("decimal(12, 6)")))
    .withColumn("gross", money(F.col("quantity") * F.col("unit_price")))
    .withColumn("gross_usd", money(F.col("gross") * F.col("usd_per_unit")))
)

# What a plan includes is shared out over the days of the month on which there was usage.
days_in_month = F.dayofmonth(last_day).cast("decimal(3, 0)")
lines = (
    daily.groupBy("customer_id", "plan_id", "currency", "metric", "included", "unit_price")
    .agg(
        F.sum("events").alias("events"),
        F.min("day").alias("first_day"),
        F.max("day").alias("last_day"),
        F.count("day").cast("decimal(3, 0)").alias("days"),
        F.sum("quantity").alias("quantity"),
        F.avg("quantity").alias("daily_quantity"),
        F.round(F.sum("busy_seconds") / 3600, 2).alias("busy_hours"),
        F.sum("gross").alias("gross"),
        F.sum("gross_usd").alias("gross_usd"),
    )
    .withColumn("free_quantity", F.round(F.col("included") * F.col("days") / days_in_month, 3))
    .withColumn("free", money(F.least("quantity", "free_quantity") * F.col("unit_price")))
    .withColumn("amount", F.col("gross") - F.greatest("free", F.lit(0)))
    .withColumn("usd_rate", F.try_divide("gross_usd", "gross"))
    .withColumn("amount_usd", money(F.col("amount") * F.col("usd_rate")))
    .withColumn(
        "invoice_id",
        F.concat(
            F.lit("INV-"),
            F.date_format(first_day, "yyyyMM"),
            F.lit("-"),
            F.lpad("customer_id", 4, "0"),
        ),
    )
    .cache()
)
of_invoice = Window.partitionBy("invoice_id")
invoice_lines = lines.select(
    "invoice_id",
    F.row_number().over(of_invoice.orderBy("metric", "plan_id")).cast("int").alias("line"),
    "metric",
    "plan_id",
    F.concat("plan_id", F.lit(": "), "metric").alias("description"),
    "events",
    "first_day",
    "last_day",
    "quantity",
    "daily_quantity",
    "busy_hours",
    "free_quantity",
    "unit_price",
    money(F.col("amount")).alias("amount"),
    "amount_usd",
    F.round(F.try_divide("amount", F.sum("amount").over(of_invoice)), 4).alias("share"),
)

# The customer as of the end of the month.
month_end = F.to_utc_timestamp(F.date_add(last_day, 1), ZONE)
current = (
    customers.where(F.col("valid_from") < month_end)
    .groupBy("customer_id")
    .agg(
        F.trim(F.max_by("name", "valid_from")).alias("name"),
        F.max_by("status", "valid_from").alias("status"),
        F.to_date(F.from_utc_timestamp(F.min("valid_from"), ZONE)).alias("since"),
    )
)

subtotals = lines.groupBy("invoice_id", "customer_id", "currency").agg(
    money(F.sum("amount")).alias("subtotal"), money(F.sum("amount_usd")).alias("subtotal_usd")
)
credits = (
    read(
        "credits.csv",
        "credit_id STRING, customer_id INT, granted_on DATE, amount DECIMAL(12, 2),"
        "percent DOUBLE, reason STRING",
    )
    .where(F.trunc("granted_on", "month") == first_day)
    .join(subtotals, "customer_id")
    .withColumn(
        "credit",
        F.coalesce("amount", money(F.col("subtotal") * F.col("percent") / 100)),
    )
    .groupBy("invoice_id")
    .agg(
        money(F.sum("credit")).alias("credits"),
        F.concat_ws(", ", F.sort_array(F.collect_set("reason"))).alias("credit_reasons"),
    )
)
by_total = Window.orderBy(F.desc("total"), "customer_id")
invoices = (
    subtotals.join(credits, "invoice_id", "left")
    .join(current, "customer_id")
    .fillna(0, ["credits"])
    .withColumn("total", money(F.col("subtotal") - F.col("credits")))
    .withColumn("due", F.date_add(last_day, 30))
    .select(
        "invoice_id",
        "customer_id",
        F.initcap("name").alias("name"),
        "status",
        "currency",
        "subtotal",
        "subtotal_usd",
        "credits",
        "credit_reasons",
        "total",
        "due",
        F.date_format("due", "EEE").alias("due_weekday"),
        F.weekofyear("due").alias("due_week"),
        F.rank()
        .over(Window.partitionBy("currency").orderBy("status", F.desc("total")))
        .alias("rank"),
        money(F.sum("subtotal_usd").over(by_total)).alias("running_usd"),
        F.md5(F.concat_ws("|", "invoice_id", "name", "total")).alias("checksum"),
    )
)

by_day = Window.partitionBy("customer_id").orderBy("day")
customer_month = (
    used.groupBy("customer_id")
    .agg(
        F.count("*").alias("events"),
        F.count_distinct("day", "environment").alias("active_environments"),
        F.sum(F.when(F.col("is_weekend"), F.col("quantity"))).alias("weekend_quantity"),
        F.sum("busy_seconds").alias("busy_seconds"),
        F.percentile("busy_seconds", 0.9).alias("busy_p90"),
        F.min("occurred_at").alias("first_event"),
        F.max(F.hour("local_time")).alias("latest_hour"),
        F.array_join(F.array_sort(F.collect_set("environment")), ",").alias("environments"),
        F.max_by("metric", F.struct("occurred_at", "event_id")).alias("last_metric"),
    )
    .join(
        daily.groupBy("customer_id", "day")
        .agg(F.sum("gross_usd").alias("usd"))
        .withColumn("running", F.sum("usd").over(by_day))
        .groupBy("customer_id")
        .agg(
            money(F.max("running")).alias("highest_running_usd"),
            F.min(F.when(F.col("running") >= 100, F.col("day"))).alias("day_over_100"),
        ),
        "customer_id",
    )
    .join(current.select("customer_id", "since"), "customer_id")
    .withColumn("tenure_months", F.floor(F.months_between(last_day, "since")))
    .withColumn("activity", F.ntile(4).over(Window.orderBy("events", "customer_id")))
)

for name, table in {
    "invoice_lines": invoice_lines,
    "invoices": invoices,
    "customer_month": customer_month,
}.items():
    table.coalesce(1).write.mode("overwrite").parquet(f"{OUTPUT}/{name}")
spark.stop()
