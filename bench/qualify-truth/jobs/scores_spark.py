"""The sum of a Python function over the orders of each customer."""

from local import OUTPUT, orders, session
from pyspark.sql import functions as f
from score import score

spark = session("scores")
spark.sparkContext.addPyFile(score.__code__.co_filename)
scored = orders(spark).withColumn("score", f.udf(score, "bigint")("order_id"))
sums = scored.groupBy("customer_id").agg(f.sum("score").alias("score"))
sums.write.parquet(f"{OUTPUT}/scores")
spark.stop()
