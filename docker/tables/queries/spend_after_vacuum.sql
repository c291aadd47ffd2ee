-- Of the table as it was left.
SELECT customer_id, count(*) AS orders, sum(amount) AS spend
FROM vacuum
GROUP BY customer_id
