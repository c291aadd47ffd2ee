"""Writes the orders of a day as CSV: the same for the same day.

Usage: make_orders.py DAY FOLDER
"""

import random
import sys
from pathlib import Path

ROWS = 200_000
CUSTOMERS = 20_000

day, folder = sys.argv[1], Path(sys.argv[2])
drawn = random.Random(day)
folder.mkdir(parents=True, exist_ok=True)
with (folder / "orders.csv").open("w", encoding="utf-8") as orders:
    orders.write("order_id,customer_id,amount\n")
    for order in range(ROWS):
        amount = drawn.randrange(1, 100_000) / 100
        orders.write(f"{order},{drawn.randrange(CUSTOMERS)},{amount:.2f}\n")
