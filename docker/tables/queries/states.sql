-- The table as it was after two operations: each engine reads what every engine wrote.
SELECT 'upsert' AS state, customer_id, CAST(count(*) AS BIGINT) AS orders, CAST(sum(amount) AS DECIMAL(38, 2)) AS spend
FROM upsert GROUP BY customer_id
UNION ALL
SELECT 'vacuum' AS state, customer_id, CAST(count(*) AS BIGINT) AS orders, CAST(sum(amount) AS DECIMAL(38, 2)) AS spend
FROM vacuum GROUP BY customer_id
