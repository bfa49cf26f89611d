"""A command line held against the tree of commands, without running it."""

import click


def parses(command: click.Command, words: list[str], *, whole: bool = True) -> None:
    """Follows the words down the tree; a wrong command or option raises, as does a missing one if `whole`.

    A folder or a file that an example names need not exist here.
    """
    context = click.Context(command, info_name="plan")
    while isinstance(command, click.Group):
        rest = command.make_parser(context).parse_args(list(words))[1]
        if not rest:
            return
        found = command.get_command(context, rest[0])
        assert found is not None, rest[0]
        command, words = found, rest[1:]
        context = click.Context(command, info_name=rest[0], parent=context)
    given, _, _ = command.make_parser(context).parse_args(list(words))
    if any(one.is_eager and given.get(one.name or "") for one in command.params):
        return  # as --help, it says something and ends
    missing = [one.name for one in command.params if one.required and not given.get(one.name or "")]
    assert not (whole and missing), missing
