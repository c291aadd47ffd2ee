"""
Writes one month's input of the billing job: the same files on every machine.

Usage: make_input.py FOLDER MONTH, such as make_input.py data/2026-11 2026-11
"""

import random
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

FOLDER, MONTH = Path(sys.argv[1]), sys.argv[2]
FIRST = date.fromisoformat(f"{MONTH}-01")
NEXT = (FIRST + timedelta(days=31)).replace(day=1)
NEW_YORK = ZoneInfo("America/New_York")
# Banks are closed, and no rates are published, on these days and on weekends.
HOLIDAYS = {date(2026, 11, 11), date(2026, 11, 26)}

random_ = random.Random(f"billing {MONTH}")
pick = random_.choice

PLANS = ["basic", "plus", "scale"]
CURRENCIES = {"USD": None, "EUR": 1.0843, "GBP": 1.2671, "JPY": 0.006615}
# Included units and price of each plan's metrics. Egress is not sold with the basic plan.
PRICES = {
    ("basic", "api_calls"): ("1000.000", "0.005000"),
    ("basic", "storage_gb"): ("50.000", "0.125000"),
    ("plus", "api_calls"): ("5000.000", "0.003500"),
    ("plus", "storage_gb"): ("200.000", "0.115000"),
    ("plus", "egress_gb"): ("0.000", "0.085000"),
    ("scale", "api_calls"): ("20000.000", "0.002450"),
    ("scale", "storage_gb"): ("1000.000", "0.097500"),
    ("scale", "egress_gb"): ("100.000", "0.062500"),
}
NAMES = ["Alder & Sons", "Brightwater", "Café Zoë", "DELTA FREIGHT", "o'hara labs", " Fjord IT "]


def write(name: str, header: str, rows: Iterable[Iterable[object]]) -> None:
    """A CSV file, in which NULL is an empty field and an empty text is in quotes."""
    lines = [",".join(map(field, row)) for row in (header.split(), *rows)]
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def field(value: object) -> str:
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'


def instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def customers() -> Iterable[list[object]]:
    """Versions of customers, by New York's wall clock: most plans change at midnight."""
    for customer in range(1, 61):
        name = f"{pick(NAMES)} {customer}" if customer % 6 else pick(NAMES)
        currency = pick(list(CURRENCIES))
        begin = f"{random_.randint(2022, 2026)}-0{random_.randint(1, 9)}-{random_.randint(10, 28)}"
        changes = [f"{begin} 00:00:00"]
        if customer % 4 == 0:
            changes.append(f"{MONTH}-{random_.randint(2, 27):02d} 00:00:00")
        if customer % 20 == 0:  # in the hour that comes twice
            changes.append(f"{MONTH}-01 01:30:00")
        changes.sort()
        plans = random_.sample(PLANS, len(changes))
        for version, valid_from in enumerate(changes):
            is_last = version == len(changes) - 1
            status = None if is_last and customer % 8 == 0 else pick(["active", "active", "paused"])
            valid_to = None if is_last else changes[version + 1]
            yield [customer, name, plans[version], currency, status, valid_from, valid_to]


def usage() -> Iterable[list[object]]:
    """Events of the month and the days around it: some delivered twice, some corrections."""
    begin = datetime(FIRST.year, FIRST.month, 1, tzinfo=UTC) - timedelta(days=2)
    seconds = int((datetime(NEXT.year, NEXT.month, 2, tzinfo=UTC) - begin).total_seconds())
    for number in range(6000):
        customer = None if number % 500 == 7 else random_.randint(1, 62)
        metric = None if number % 97 == 0 else pick(["api_calls", "storage_gb", "egress_gb"])
        moment = begin + timedelta(seconds=random_.randrange(seconds))
        if number % 40 == 0:  # around midnight in New York, and the hour that comes twice
            customer = pick([20, 40, 60])
            local = datetime(FIRST.year, FIRST.month, pick([1, 1, 15, 30]), pick([0, 1, 23]), 30)
            moment = local.replace(tzinfo=NEW_YORK, fold=pick([0, 1])).astimezone(UTC)
        quantity = f"{random_.randrange(1, 4000) / 8:.3f}"
        if number % 50 == 3:
            quantity = None if number % 100 == 3 else f"-{quantity}"
        # Billed in steps of 18 seconds, which are 0.005 hours.
        busy = None if number % 33 == 0 else 18 * random_.randrange(1, 400)
        tags = pick(["prod|eu", "prod|us|", "test||", "staging", "", None])
        event = [f"e{number:05d}", customer, instant(moment), metric, quantity, busy, tags]
        received = moment + timedelta(seconds=random_.randrange(1, 900))
        yield [*event, instant(received)]
        if number % 60 == 0:
            event[4] = f"{random_.randrange(1, 4000) / 8:.3f}"
            yield [*event, instant(received + timedelta(hours=1))]


def fx_rates() -> Iterable[list[object]]:
    """US dollars for a unit of each currency, on business days alone."""
    rates = {currency: rate for currency, rate in CURRENCIES.items() if rate is not None}
    day = FIRST - timedelta(days=7)
    while day < NEXT:
        if day.weekday() < 5 and day not in HOLIDAYS:
            for currency in rates:
                rates[currency] *= 1 + random_.uniform(-0.01, 0.01)
                yield [day, currency, f"{rates[currency]:.6f}"]
        day += timedelta(days=1)


def credits() -> Iterable[list[object]]:
    """What customers get back: an amount, or a percentage of the month's usage; or pay: fees."""
    for number in range(60):
        day = FIRST + timedelta(days=random_.randrange(-2, 32))
        amount, percent = f"{random_.randrange(-500, 2500) / 100:.2f}", None
        if number % 3 == 0:
            amount, percent = None, pick([2.5, 7.5, 12.5, 33.3])
        reason = pick(["outage", "goodwill", "late fee", "", None])
        yield [f"c{number:03d}", random_.randint(1, 60), day, amount, percent, reason]


events = list(usage())
EVENT = "event_id customer_id occurred_at metric quantity busy_seconds tags received_at"
write("usage/part-0.csv", EVENT, events[::2])
write("usage/part-1.csv", EVENT, events[1::2])
write("customers.csv", "customer_id name plan_id currency status valid_from valid_to", customers())
write(
    "prices.csv",
    "plan_id metric included unit_price",
    ([*key, *value] for key, value in PRICES.items()),
)
write("fx_rates.csv", "rate_date currency usd_per_unit", fx_rates())
write("credits.csv", "credit_id customer_id granted_on amount percent reason", credits())
