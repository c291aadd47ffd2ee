"""Spend and orders of each customer, with RDDs."""

from local import INPUT, OUTPUT, session

spark = session("spend_rdd")


def parsed(line: str) -> tuple[int, tuple[int, int]]:
    _, customer, _, amount = line.split(",")
    return int(customer), (int(amount.replace(".", "")), 1)


spend = (
    spark.sparkContext.textFile(INPUT)
    .filter(lambda line: not line.startswith("order_id"))
    .map(parsed)
    .reduceByKey(lambda a, b: (a[0] + b[0], a[1] + b[1]))
    .map(lambda pair: (pair[0], *pair[1]))
)
rows = spark.createDataFrame(spend, "customer_id BIGINT, cents BIGINT, orders BIGINT")
rows.write.parquet(f"{OUTPUT}/spend")
spark.stop()
