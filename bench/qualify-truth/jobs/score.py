"""A function that only Python has."""

ROUNDS = 100


def score(order_id: int) -> int:
    value = order_id
    for _ in range(ROUNDS):
        value = (value * 1_103_515_245 + 12_345) % 2_147_483_648
    return value % 1000
