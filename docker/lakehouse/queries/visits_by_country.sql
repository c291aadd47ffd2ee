-- Where do visitors come from, and how long do they stay?
SELECT country, count(*) AS visits, max(hits) AS most_hits,
       CAST(sum(hits) AS BIGINT) AS hits, CAST(sum(duration_s) AS BIGINT) AS seconds
FROM sessions
GROUP BY country
