select
    order_ts::date as day,
    count(*) as orders,
    sum(amount)::decimal(18, 2) as revenue,
    avg(amount::double) as average
from {{ source('raw', 'orders') }}
group by day
