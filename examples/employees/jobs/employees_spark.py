"""Phase 3: Spark DataFrames."""

import os

from lake_spark import NAMESPACE, STAGED, session
from publish import publish
from pyspark.sql import functions as F

SCHEMA = """
    employee_id BIGINT, name STRING, department STRING, status STRING, hired_on DATE,
    salary DECIMAL(10, 2)
"""

spark = session("employees")
department = F.trim("department")
raw = spark.read.csv(
    os.environ["ETL_INPUT"], header=True, schema=SCHEMA, escape='"', mode="FAILFAST"
)
clean = raw.withColumns(
    {
        "department": F.when(department != "", department).otherwise("Unassigned"),
        "status": F.lower(F.trim("status")),
    }
)
clean.coalesce(1).write.parquet(STAGED)
publish(spark)

active = spark.table(f"{NAMESPACE}.employees").where("status = 'active'").drop("status").cache()
counts = active.groupBy("department").agg(
    F.count("*").alias("employees"), F.sum("salary").cast("decimal(20, 2)").alias("payroll")
)
active.writeTo(f"{NAMESPACE}.active_employees").using("iceberg").createOrReplace()
counts.writeTo(f"{NAMESPACE}.department_counts").using("iceberg").createOrReplace()
spark.stop()
