"""What ``mcollab stale`` says: which rows are past the shelf life of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mcollab.datapackage import descriptor
from mcollab.shelf_life import watched

if TYPE_CHECKING:
    import pandas as pd


def show(found: pd.DataFrame, most: int) -> None:
    """Show rows past their shelf life by table, the table with the most overdue row first, and of each the first few.

    Parameters
    ----------
    found
        As :func:`mcollab.stale` returns them.
    most
        How many rows of a table are named; 0 for the counts alone.
    """
    if found.empty:
        typer.echo("No row is past its shelf life.")
        return
    typer.echo(f"Past their shelf life: {_number(len(found), 'row')} in {_number(found['table'].nunique(), 'table')}.")
    for table, rows in found.groupby("table", sort=False):
        every = watched(str(table))
        duration = descriptor(str(table))["shelfLife"]["duration"]
        typer.echo(
            f"{table}: {len(rows):,} of {len(every):,}, shelf life {duration}; longest overdue: "
            f"{_number(rows['overdue'].iloc[0], 'day')}"
        )
        for row in rows.head(most).itertuples():
            typer.echo(f"  {_number(row.overdue, 'day'):>11}  {row.row}  (as of {row.as_of:%Y-%m-%d})")
        if 0 < most < len(rows):
            typer.echo(f"  … and {len(rows) - most:,} more")


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
