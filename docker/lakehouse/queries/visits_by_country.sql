-- Where do visitors come from, and how long do they stay?
SELECT country, count(*) AS visits, sum(hits) AS hits, sum(duration_s) AS seconds, max(hits) AS most_hits
FROM sessions
GROUP BY country
