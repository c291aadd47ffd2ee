-- Bytes, errors and visitors of each day
SELECT CAST(ts AS DATE) AS day, count(*) AS hits, CAST(sum(bytes) AS BIGINT) AS bytes,
       count(CASE WHEN status >= 400 THEN 1 END) AS errors, count(DISTINCT ip) AS addresses
FROM events
GROUP BY CAST(ts AS DATE)
