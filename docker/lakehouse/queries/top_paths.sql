-- The three paths that each country asks for most
WITH counted AS (SELECT country, path, count(*) AS hits FROM events GROUP BY country, path),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY country ORDER BY hits DESC, path) AS place FROM counted
)
SELECT country, place, path, hits FROM ranked WHERE place <= 3
