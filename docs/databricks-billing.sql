-- What each run of a job was billed, for etl-compare record --from. Set the job and the first day.
-- Tables: system.lakeflow.job_run_timeline, system.billing.usage, system.billing.list_prices.
WITH runs AS (
  SELECT workspace_id, run_id, min(period_start_time) AS started, max(period_end_time) AS ended,
         max(result_state) AS result_state            -- only the last slice of a run has one
  FROM system.lakeflow.job_run_timeline
  WHERE job_id = :job_id
  GROUP BY workspace_id, run_id
)
SELECT r.run_id AS job_run_id,
       date_format(r.started, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX") AS started,
       date_format(r.ended, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX") AS ended,
       r.result_state, u.sku_name, u.usage_unit,
       sum(u.usage_quantity) AS usage_quantity,       -- with retractions, which are negative
       coalesce(u.product_features.is_serverless, false) AS is_serverless,
       p.pricing.effective_list.default AS list_price, p.currency_code
FROM runs r
JOIN system.billing.usage u
  ON u.workspace_id = r.workspace_id AND u.usage_metadata.job_run_id = r.run_id
LEFT JOIN system.billing.list_prices p
  ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
 AND p.currency_code = 'USD'
 AND u.usage_end_time >= p.price_start_time
 AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
WHERE u.usage_date >= :first_day AND r.result_state IN ('SUCCEEDED', 'FAILED', 'ERROR', 'TIMED_OUT', 'CANCELLED')
GROUP BY ALL
ORDER BY started
