-- Which pages fail in visits of ten hits or more?
SELECT events.path, events.status, count(*) AS errors, count(DISTINCT sessions.session_id) AS visits
FROM events JOIN sessions ON events.session_id = sessions.session_id AND events.ip = sessions.ip
WHERE sessions.hits >= 10 AND events.status >= 400
GROUP BY events.path, events.status
