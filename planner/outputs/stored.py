"""The tables of a plan that was written, read back."""

from pathlib import Path
from typing import Any

from planner.errors import InputError
from planner.model.text import Text


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Rows of `tables/<table>.parquet` below the folder of a plan.

    Raises:
        InputError: it is not there, or damaged.
    """
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only when asked
    from pyarrow import parquet  # noqa: PLC0415

    name = f"tables/{table}.parquet"
    try:
        found: list[dict[str, Any]] = parquet.read_table(folder / name).to_pylist()
    except (OSError, pa.ArrowException) as error:
        why = "absent" if isinstance(error, FileNotFoundError) else type(error).__name__
        raise InputError(
            Text(en="A table of the plan cannot be read", fr="Une table du plan est illisible"),
            Text(en=f"{name} in {folder.name}: {why}.", fr=f"{name} dans {folder.name} : {why}."),
            Text(en="Write it again with `plan migrate`.", fr="Réécrivez-la avec `plan migrate`."),
            source=name,
        ) from error
    return found
