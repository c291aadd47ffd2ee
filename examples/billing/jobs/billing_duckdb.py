"""
billing_spark.py in DuckDB: the same invoices, to the last cent and type. Comments say why it is
no translation word by word; docs/porting.md describes how each difference was found.
"""

import os
from pathlib import Path

import duckdb

INPUT, OUTPUT = Path(os.environ["ETL_INPUT"]), Path(os.environ["ETL_OUTPUT"])
MONTH = os.environ["ETL_PARTITION"]

db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'")
# As in Spark: NULL is first, and last where the order is descending.
db.execute("SET default_null_order = 'nulls_first_on_asc_last_on_desc'")
db.execute(f"SET VARIABLE first_day = DATE '{MONTH}-01'")

# The types of billing_spark.py: guessed ones would make money a DOUBLE.
SCHEMAS = {
    "usage/*": "event_id VARCHAR, customer_id INT, occurred_at TIMESTAMP, metric VARCHAR, "
    "quantity DECIMAL(14,3), busy_seconds INT, tags VARCHAR, received_at TIMESTAMP",
    "customers": "customer_id INT, name VARCHAR, plan_id VARCHAR, currency VARCHAR, "
    "status VARCHAR, valid_from TIMESTAMP, valid_to TIMESTAMP",
    "prices": "plan_id VARCHAR, metric VARCHAR, included DECIMAL(14,3), unit_price DECIMAL(12,6)",
    "fx_rates": "rate_date DATE, currency VARCHAR, usd_per_unit DECIMAL(12,6)",
    "credits": "credit_id VARCHAR, customer_id INT, granted_on DATE, amount DECIMAL(12,2), "
    "percent DOUBLE, reason VARCHAR",
}
for name, schema in SCHEMAS.items():
    columns = dict(column.split(" ") for column in schema.split(", "))
    table = name.split("/")[0]
    db.read_csv(str(INPUT / f"{name}.csv"), header=True, columns=columns).create(table)

db.execute(
    """
    CREATE MACRO money(x) AS round(x, 2)::DECIMAL(18, 2);

    -- A double as its text shows it: 18.685 is rounded to 18.69, though its binary value is below.
    CREATE MACRO exact(x) AS x::VARCHAR::DECIMAL(38, 18);

    CREATE MACRO local(utc) AS utc AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York';

    -- Of an hour that comes twice, the first: DuckDB takes the second, Spark the first.
    CREATE MACRO later(local) AS local AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC';
    CREATE MACRO utc(local) AS
        CASE
            WHEN local(later(local) - INTERVAL 1 HOUR) = local THEN later(local) - INTERVAL 1 HOUR
            ELSE later(local)
        END;

    -- An event that was delivered again replaces the first delivery.
    CREATE TABLE events AS
    SELECT
        *,
        local(occurred_at) AS local_time,
        local_time::DATE AS day
    FROM usage
    WHERE day BETWEEN getvariable('first_day') AND last_day(getvariable('first_day'))
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY received_at DESC) = 1;

    CREATE TABLE versions AS
    SELECT * REPLACE (utc(valid_from) AS valid_from, utc(valid_to) AS valid_to)
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
            sum(busy_seconds)::BIGINT AS busy_seconds
        FROM used
        GROUP BY ALL
    )
    SELECT
        s.*,
        p.included,
        p.unit_price,
        money(quantity * unit_price) AS gross,
        money(gross * coalesce(usd_per_unit, 1)) AS gross_usd
    FROM sums s
    LEFT JOIN prices p USING (plan_id, metric)
    ASOF LEFT JOIN fx_rates r ON r.currency = s.currency AND r.rate_date <= s.day;

    -- A quotient of decimals is a DOUBLE here: cast to the decimal that it is in Spark.
    CREATE TABLE lines AS
    WITH sums AS (
        SELECT
            customer_id,
            plan_id,
            currency,
            metric,
            included,
            unit_price,
            sum(events)::BIGINT AS events,
            min(day) AS first_day,
            max(day) AS last_day,
            count(day) AS days,
            sum(quantity) AS quantity,
            avg(quantity)::DECIMAL(28, 7) AS daily_quantity,
            round(exact(sum(busy_seconds) / 3600), 2)::DOUBLE AS busy_hours,
            sum(gross) AS gross,
            sum(gross_usd) AS gross_usd
        FROM daily
        GROUP BY customer_id, plan_id, currency, metric, included, unit_price
    )
    SELECT
        *,
        (included * days / day(last_day(getvariable('first_day'))))::DECIMAL(22, 7) AS free_share,
        round(free_share, 3) AS free_quantity,
        money(least(quantity, free_quantity) * unit_price) AS free,
        gross - greatest(free, 0) AS amount,
        money(amount * (gross_usd / nullif(gross, 0))::DECIMAL(38, 10)) AS amount_usd,
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
        plan_id || ': ' || metric AS description,  -- concat would skip NULL
        events,
        first_day,
        last_day,
        quantity::DECIMAL(34, 3) AS quantity,
        daily_quantity,
        busy_hours,
        free_quantity::DECIMAL(19, 3) AS free_quantity,
        unit_price,
        money(amount) AS amount,
        amount_usd,
        round(
            (amount / nullif(sum(amount) OVER of_invoice, 0))::DECIMAL(38, 9), 4
        )::DECIMAL(34, 4) AS share
    FROM lines
    WINDOW of_invoice AS (PARTITION BY invoice_id);

    CREATE TABLE current AS
    SELECT
        customer_id,
        -- max_by would skip versions without a status.
        trim(arg_max_null(name, valid_from)) AS name,
        arg_max_null(status, valid_from) AS status,
        local(min(valid_from))::DATE AS since
    FROM versions
    WHERE valid_from < utc((last_day(getvariable('first_day')) + 1)::TIMESTAMP)
    GROUP BY customer_id;

    CREATE TABLE subtotals AS
    SELECT
        invoice_id,
        customer_id,
        currency,
        money(sum(amount)) AS subtotal,
        money(sum(amount_usd)) AS subtotal_usd
    FROM lines
    GROUP BY ALL;

    CREATE TABLE credited AS
    SELECT
        invoice_id,
        money(sum(coalesce(amount, money(exact(subtotal * percent / 100))))) AS credits,
        coalesce(array_to_string(list_sort(list(DISTINCT reason)), ', '), '') AS credit_reasons
    FROM credits
    JOIN subtotals USING (customer_id)
    WHERE date_trunc('month', granted_on) = getvariable('first_day')
    GROUP BY invoice_id;

    CREATE TABLE invoices AS
    WITH totals AS (
        SELECT
            * REPLACE (coalesce(credits, 0) AS credits),
            money(subtotal - coalesce(credits, 0)) AS total,
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
        weekofyear(due)::INTEGER AS due_week,
        rank() OVER (PARTITION BY currency ORDER BY status, total DESC)::INTEGER AS rank,
        money(sum(subtotal_usd) OVER (ORDER BY total DESC, customer_id)) AS running_usd,
        md5(concat_ws('|', invoice_id, totals.name, total)) AS checksum
    FROM totals;

    CREATE TABLE customer_month AS
    WITH usage_of_month AS (
        SELECT
            customer_id,
            count(*) AS events,
            -- Spark counts no pair of which a part is NULL.
            count(DISTINCT (day, environment))
                FILTER (environment IS NOT NULL) AS active_environments,
            sum(quantity) FILTER (is_weekend)::DECIMAL(24, 3) AS weekend_quantity,
            sum(busy_seconds)::BIGINT AS busy_seconds,
            quantile_cont(busy_seconds, 0.9) AS busy_p90,
            min(occurred_at) AT TIME ZONE 'UTC' AS first_event,
            max(hour(local_time))::INTEGER AS latest_hour,
            array_to_string(list_sort(list(DISTINCT environment)), ',') AS environments,
            arg_max_null(metric, (occurred_at, event_id)) AS last_metric
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
            money(max(running)) AS highest_running_usd,
            min(day) FILTER (running >= 100) AS day_over_100
        FROM running
        GROUP BY customer_id
    )
    SELECT
        u.*,
        r.* EXCLUDE customer_id,
        since,
        datesub('month', since, last_day(getvariable('first_day'))) AS tenure_months,
        ntile(4) OVER (ORDER BY u.events, customer_id)::INTEGER AS activity
    FROM usage_of_month u
    JOIN revenue r USING (customer_id)
    JOIN current USING (customer_id);
    """
)

for name in ("invoice_lines", "invoices", "customer_month"):
    db.table(name).write_parquet(str(OUTPUT / f"{name}.parquet"))
