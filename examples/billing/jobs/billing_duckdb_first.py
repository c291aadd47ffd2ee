"""
The first port of billing_spark.py to DuckDB, function by function. It runs, and its tables look
right. docs/porting.md describes what was wrong with them; billing_duckdb.py is what it became.
"""

import os
from pathlib import Path

import duckdb

INPUT, OUTPUT = Path(os.environ["ETL_INPUT"]), Path(os.environ["ETL_OUTPUT"])
MONTH = os.environ["ETL_PARTITION"]

db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'")
db.execute(f"SET VARIABLE first_day = DATE '{MONTH}-01'")
for name in ("usage/*", "customers", "prices", "fx_rates", "credits"):
    table = name.split("/")[0]
    db.read_csv(str(INPUT / f"{name}.csv"), header=True).create(table)

db.execute(
    """
    -- An event that was delivered again replaces the first delivery.
    CREATE TABLE events AS
    SELECT
        *,
        occurred_at AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' AS local_time,
        local_time::DATE AS day
    FROM usage
    WHERE day BETWEEN getvariable('first_day') AND last_day(getvariable('first_day'))
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY received_at DESC) = 1;

    CREATE TABLE versions AS
    SELECT * REPLACE (
        valid_from AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC' AS valid_from,
        valid_to AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC' AS valid_to
    )
    FROM customers;

    CREATE TABLE used AS
    SELECT
        e.*,
        v.plan_id,
        v.currency,
        split(tags, '|')[1] AS environment,
        dayofweek(day) IN (0, 6) AS is_weekend
    FROM events e
    JOIN versions v
        ON e.customer_id = v.customer_id
        AND e.occurred_at >= v.valid_from
        AND (v.valid_to IS NULL OR e.occurred_at < v.valid_to);

    CREATE TABLE daily AS
    WITH sums AS (
        SELECT
            customer_id,
            plan_id,
            currency,
            metric,
            day,
            count(*) AS events,
            sum(quantity) AS quantity,
            sum(busy_seconds) AS busy_seconds
        FROM used
        GROUP BY ALL
    )
    SELECT
        s.*,
        p.included,
        p.unit_price,
        round(quantity * unit_price, 2) AS gross,
        round(gross * coalesce(usd_per_unit, 1), 2) AS gross_usd
    FROM sums s
    LEFT JOIN prices p USING (plan_id, metric)
    ASOF LEFT JOIN fx_rates r ON r.currency = s.currency AND r.rate_date <= s.day;

    CREATE TABLE lines AS
    WITH sums AS (
        SELECT
            customer_id,
            plan_id,
            currency,
            metric,
            included,
            unit_price,
            sum(events) AS events,
            min(day) AS first_day,
            max(day) AS last_day,
            count(day) AS days,
            sum(quantity) AS quantity,
            avg(quantity) AS daily_quantity,
            round(sum(busy_seconds) / 3600, 2) AS busy_hours,
            sum(gross) AS gross,
            sum(gross_usd) AS gross_usd
        FROM daily
        GROUP BY customer_id, plan_id, currency, metric, included, unit_price
    )
    SELECT
        *,
        round(included * days / day(last_day(getvariable('first_day'))), 3) AS free_quantity,
        round(least(quantity, free_quantity) * unit_price, 2) AS free,
        gross - greatest(free, 0) AS amount,
        round(amount * gross_usd / gross, 2) AS amount_usd,
        concat(
            'INV-',
            strftime(getvariable('first_day'), '%Y%m'),
            '-',
            lpad(customer_id::VARCHAR, 4, '0')
        ) AS invoice_id
    FROM sums;

    CREATE TABLE invoice_lines AS
    SELECT
        invoice_id,
        row_number() OVER (of_invoice ORDER BY metric, plan_id)::INTEGER AS line,
        metric,
        plan_id,
        concat(plan_id, ': ', metric) AS description,
        events,
        first_day,
        last_day,
        quantity,
        daily_quantity,
        busy_hours,
        free_quantity,
        unit_price,
        amount,
        amount_usd,
        round(amount / sum(amount) OVER of_invoice, 4) AS share
    FROM lines
    WINDOW of_invoice AS (PARTITION BY invoice_id);

    CREATE TABLE current AS
    SELECT
        customer_id,
        trim(max_by(name, valid_from)) AS name,
        max_by(status, valid_from) AS status,
        (min(valid_from) AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')::DATE AS since
    FROM versions
    WHERE valid_from < (last_day(getvariable('first_day')) + 1)::TIMESTAMP
        AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC'
    GROUP BY customer_id;

    CREATE TABLE subtotals AS
    SELECT
        invoice_id, customer_id, currency, sum(amount) AS subtotal, sum(amount_usd) AS subtotal_usd
    FROM lines
    GROUP BY ALL;

    CREATE TABLE credited AS
    SELECT
        invoice_id,
        sum(coalesce(amount, round(subtotal * percent / 100, 2))) AS credits,
        array_to_string(list_sort(list(DISTINCT reason)), ', ') AS credit_reasons
    FROM credits
    JOIN subtotals USING (customer_id)
    WHERE date_trunc('month', granted_on) = getvariable('first_day')
    GROUP BY invoice_id;

    CREATE TABLE invoices AS
    WITH totals AS (
        SELECT
            * REPLACE (coalesce(credits, 0) AS credits),
            subtotal - coalesce(credits, 0) AS total,
            last_day(getvariable('first_day')) + 30 AS due
        FROM subtotals
        LEFT JOIN credited USING (invoice_id)
        JOIN current USING (customer_id)
    )
    SELECT
        invoice_id,
        customer_id,
        array_to_string(
            list_transform(split(name, ' '), lambda word: upper(word[1]) || lower(word[2:])), ' '
        ) AS name,
        status,
        currency,
        subtotal,
        subtotal_usd,
        credits,
        credit_reasons,
        total,
        due,
        strftime(due, '%a') AS due_weekday,
        weekofyear(due) AS due_week,
        rank() OVER (PARTITION BY currency ORDER BY status, total DESC) AS rank,
        sum(subtotal_usd) OVER (ORDER BY total DESC, customer_id) AS running_usd,
        md5(concat_ws('|', invoice_id, totals.name, total)) AS checksum
    FROM totals;

    CREATE TABLE customer_month AS
    WITH usage_of_month AS (
        SELECT
            customer_id,
            count(*) AS events,
            count(DISTINCT (day, environment)) AS active_environments,
            sum(quantity) FILTER (is_weekend) AS weekend_quantity,
            sum(busy_seconds) AS busy_seconds,
            quantile_cont(busy_seconds, 0.9) AS busy_p90,
            min(occurred_at) AS first_event,
            max(hour(local_time)) AS latest_hour,
            array_to_string(list_sort(list(DISTINCT environment)), ',') AS environments,
            max_by(metric, (occurred_at, event_id)) AS last_metric
        FROM used
        GROUP BY customer_id
    ),
    running AS (
        SELECT
            customer_id,
            day,
            sum(sum(gross_usd)) OVER (PARTITION BY customer_id ORDER BY day) AS running
        FROM daily
        GROUP BY customer_id, day
    ),
    revenue AS (
        SELECT
            customer_id,
            max(running) AS highest_running_usd,
            min(day) FILTER (running >= 100) AS day_over_100
        FROM running
        GROUP BY customer_id
    )
    SELECT
        u.*,
        r.* EXCLUDE customer_id,
        since,
        date_diff('month', since, last_day(getvariable('first_day'))) AS tenure_months,
        ntile(4) OVER (ORDER BY u.events, customer_id) AS activity
    FROM usage_of_month u
    JOIN revenue r USING (customer_id)
    JOIN current USING (customer_id);
    """
)

for name in ("invoice_lines", "invoices", "customer_month"):
    db.table(name).write_parquet(str(OUTPUT / f"{name}.parquet"))
