"""What the service of orders takes and gives."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LARGEST_ID = 10**15

# Why the state of the table refuses a request.
CONFLICT = "Another writer changed the table meanwhile. Nothing was changed here: try again."
MISFIT = (
    "The table no longer has the columns of orders. Nothing was changed."
    " Restore a version that has them."
)


def whole(value: object) -> object:
    """JSON Schema counts 7.0 among the integers."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Id = Annotated[int, Field(ge=0, le=LARGEST_ID), BeforeValidator(whole)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Order(Model):
    order_id: Id
    customer_id: Id
    order_ts: str = Field(
        pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
        r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"
    )
    # As text, since a double has not all of them.
    amount: str = Field(pattern=r"^[0-9]{1,9}\.[0-9]{2}$")


class Stored(Order):
    # What came with the data may be of another day, negative, or longer once it was raised.
    order_ts: str
    amount: str = Field(pattern=r"^-?[0-9]{1,16}\.[0-9]{2}$")


class Orders(Model):
    orders: list[Order] = Field(min_length=1, max_length=1000)


class Raise(Model):
    by: str = Field(pattern=r"^[0-9]{1,3}\.[0-9]{2}$")


class Spend(Model):
    customer_id: int
    orders: int
    spend: str


class Commit(Model):
    version: int
    operation: str


class Table(Model):
    version: int


class Footer(Model):
    rows: int
    first: int
    last: int


class Problem(Model):
    type: str
    title: str
    status: int
    detail: str
