"""Phase 4: Spark SQL, from the files to the counts."""

import os

from lake_spark import NAMESPACE, STAGED, session

COLUMNS = """
    employee_id BIGINT, name STRING, department STRING, status STRING, hired_on DATE,
    salary DECIMAL(10, 2)
"""

spark = session("employees-sql")
spark.sql(
    f"""
    CREATE TEMPORARY VIEW raw ({COLUMNS}) USING csv
    OPTIONS (path '{os.environ["ETL_INPUT"]}', header true, escape '"', mode 'FAILFAST')
    """
)
spark.sql(
    f"""
    INSERT OVERWRITE DIRECTORY '{STAGED}' USING parquet
    SELECT /*+ COALESCE(1) */
        employee_id,
        name,
        coalesce(nullif(trim(department), ''), 'Unassigned') AS department,
        lower(trim(status)) AS status,
        hired_on,
        salary
    FROM raw
    """
)
spark.sql(f"CREATE TEMPORARY VIEW staged USING parquet OPTIONS (path '{STAGED}')")
spark.sql(f"CREATE TABLE IF NOT EXISTS {NAMESPACE}.employees ({COLUMNS}) USING iceberg")
spark.sql(
    f"""
    MERGE INTO {NAMESPACE}.employees e USING staged s ON e.employee_id = s.employee_id
    WHEN MATCHED THEN UPDATE SET *
    WHEN NOT MATCHED THEN INSERT *
    """
)
spark.sql(
    f"""
    CREATE OR REPLACE TABLE {NAMESPACE}.active_employees USING iceberg AS
    SELECT employee_id, name, department, hired_on, salary
    FROM {NAMESPACE}.employees
    WHERE status = 'active'
    """
)
spark.sql(
    f"""
    CREATE OR REPLACE TABLE {NAMESPACE}.department_counts USING iceberg AS
    SELECT
        department,
        count(*) AS employees,
        CAST(sum(salary) AS DECIMAL(20, 2)) AS payroll
    FROM {NAMESPACE}.active_employees
    GROUP BY department
    """
)
spark.stop()
