"""PySpark programs on Spark itself, with the memory that they have on Comet."""

from submit import driver_memory, submit_with


def begin_session() -> None:
    """The program begins its own."""
    submit_with(driver_memory(), {})


def lacks(_: Exception) -> None:
    """Spark lacks nothing that its programs call."""
