"""The three customers with the largest spend in each shop."""

from local import OUTPUT, orders, session
from pyspark.sql import Window
from pyspark.sql import functions as f

spark = session("ranks")
shops = spark.range(100).select(
    f.col("id").alias("shop_id"), f.concat(f.lit("shop-"), "id").alias("shop")
)
spend = (
    orders(spark)
    .withColumn("shop_id", f.col("customer_id") % 100)
    .join(f.broadcast(shops), "shop_id")
    .groupBy("shop", "customer_id")
    .agg(f.sum("amount").cast("decimal(38, 2)").alias("spend"))
)
in_shop = Window.partitionBy("shop").orderBy(f.desc("spend"), "customer_id")
ranks = spend.withColumn("place", f.row_number().over(in_shop)).where("place <= 3")
ranks.write.parquet(f"{OUTPUT}/ranks")
spark.stop()
