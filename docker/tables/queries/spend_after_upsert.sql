-- Of the table as it was after its upsert.
SELECT customer_id, count(*) AS orders, sum(amount) AS spend
FROM upsert
GROUP BY customer_id
