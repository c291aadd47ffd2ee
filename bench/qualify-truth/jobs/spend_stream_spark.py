"""Spend and orders of each customer, by a stream that takes what is there and ends."""

from local import INPUT, OUTPUT, SCHEMA, session
from pyspark.sql import DataFrame
from pyspark.sql import functions as f

spark = session("spend_stream")
cents = (f.col("amount") * 100).cast("bigint")
orders = spark.readStream.schema(SCHEMA).csv(INPUT, header=True)
spend = orders.groupBy("customer_id").agg(f.sum(cents).alias("cents"), f.count("*").alias("orders"))


def write(batch: DataFrame, _: int) -> None:
    batch.write.mode("overwrite").parquet(f"{OUTPUT}/spend")


query = spend.writeStream.outputMode("complete").foreachBatch(write).trigger(availableNow=True)
query.start().awaitTermination()
spark.stop()
