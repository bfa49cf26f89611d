"""`plan discover`: a live inventory, read only. Every cloud is a module `discover_<cloud>_.py`."""

import json
from importlib import import_module

import click

from planner.cli.clouds import SOURCES


def _module(cloud: str) -> str:
    return f"{__package__}.discover_{cloud}_"


class _Clouds(click.Group):
    """A command for each cloud that has one, imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return [cloud for cloud in SOURCES if _exists(cloud)]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in SOURCES or not _exists(cmd_name):
            return None
        command: click.Command = import_module(_module(cmd_name)).command
        return command


def _exists(cloud: str) -> bool:
    from importlib.util import find_spec  # noqa: PLC0415 - not needed to print the help

    return find_spec(_module(cloud)) is not None


def _permissions(context: click.Context, _option: click.Parameter, cloud: str | None) -> None:
    """Print the least that a collection needs, and end."""
    if cloud and not context.resilient_parsing:
        click.echo(json.dumps(import_module(_module(cloud)).permissions(), indent=2))
        context.exit()


@click.group("discover", cls=_Clouds, no_args_is_help=True)
@click.option(
    "--print-permissions",
    type=click.Choice([cloud for cloud in SOURCES if _exists(cloud)]),
    is_eager=True,
    expose_value=False,
    callback=_permissions,
    help="The least policy or role that a collection needs, as JSON on stdout.",
)
def command() -> None:
    """Collect a live inventory. Only reading calls are made."""
