"""`docs/coverage.md`: what is read and what is built, from the code and the data that do it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from planner.catalogue.kinds import kinds, source_types
from planner.catalogue.mappings import TargetCatalogue, load_target
from planner.cli.clouds import SOURCES, TARGETS, sources
from planner.model.text import same

_HEAD = """\
# Coverage

Written by `plan coverage --markdown`; a test holds it to the code. One line a neutral kind: how many
Terraform types of each source mean it (in brackets: how many of them a rule reads; the others keep their
native attributes), and what each target has for it. **Bold** is built by this tool; the rest is the verdict
on what it does not build, which a plan says in full with what to do instead. A type that no line knows is
kept, listed and counted as unknown.
"""


def coverage_page() -> str:
    """The page in Markdown."""
    catalogues = {name: load_target(name) for name in TARGETS}
    lines = [_HEAD, *_totals(catalogues), "", *_table(catalogues)]
    return "\n".join(lines) + "\n"


def _totals(catalogues: Mapping[str, TargetCatalogue]) -> Iterator[str]:
    known = kinds()
    for catalogue in catalogues.values():
        built = sum(kind in catalogue.by_kind for kind in known)
        yield f"- {catalogue.settings.title}: {built} of {len(known)} kinds are built."
    per_cloud = _types()
    for cloud in SOURCES:
        total = sum(number for (name, _), number in per_cloud.items() if name == cloud)
        read = sum(number for (name, _), number in _read().items() if name == cloud)
        yield f"- {cloud}: {total} Terraform types are known, {read} of them read by a rule."


def _table(catalogues: Mapping[str, TargetCatalogue]) -> Iterator[str]:
    names = ("kind", "", *SOURCES, *(one.settings.title for one in catalogues.values()))
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    types, read = _types(), _read()
    for kind, fact in sorted(kinds().items()):
        cells = [f"`{kind}`", fact.title.en]
        for cloud in SOURCES:
            number = types[cloud, kind]
            cells.append(f"{number} ({read[cloud, kind]})" if number else "")
        for name, catalogue in catalogues.items():
            mapping, verdict = catalogue.by_kind.get(kind), fact.targets.get(name)
            if mapping is not None:
                cells.append(f"**{mapping.fit}: {mapping.service.en}**")
            else:
                fit = verdict.fit if verdict else "none"
                service = verdict.service if verdict else same("")
                cells.append(f"{fit}: {service.en}" if service.en else fit)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _types() -> Counter[tuple[str, str]]:
    """(source, kind) -> Terraform types that mean it."""
    prefixes = {prefix: name for name, one in sources().items() for prefix in one.prefixes}
    found: Counter[tuple[str, str]] = Counter()
    for native, kind in source_types().types.items():
        cloud = next((name for prefix, name in prefixes.items() if native.startswith(prefix)), "")
        found[cloud, kind] += 1
    return found


def _read() -> Counter[tuple[str, str]]:
    """(source, kind) -> Terraform types that a rule reads."""
    types = source_types().types
    return Counter(
        (name, types[native])
        for name, one in sources().items()
        for native in one.rules
        if native in types
    )
