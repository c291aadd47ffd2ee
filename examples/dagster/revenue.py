"""Revenue of each shop, as functions from tables to tables. None knows which engine runs it."""

import narwhals as nw
from narwhals import LazyFrame, col

CENTS = nw.Decimal(18, 2)


def paid_orders(orders: LazyFrame) -> LazyFrame:
    """Orders that were paid, and those that were paid back, with a sign."""
    refunded = col("status") == "refunded"
    return orders.filter(col("status").is_in(["paid", "refunded"])).with_columns(
        amount=(col("quantity") * col("unit_price")).cast(CENTS),
        sign=nw.when(refunded).then(nw.lit(-1)).otherwise(nw.lit(1)),
    )


def daily_revenue(paid_orders: LazyFrame) -> LazyFrame:
    return paid_orders.group_by("shop").agg(
        orders=nw.len().cast(nw.Int64),
        items=(col("quantity") * col("sign")).sum().cast(nw.Int64),
        revenue=(col("amount") * col("sign")).sum().cast(CENTS),
        largest_order=col("amount").max(),
    )
