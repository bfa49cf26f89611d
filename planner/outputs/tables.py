"""`tables/*.parquet`: every decision, cost line, edge, diagnostic, step and finding, for queries.

Schemas are stable within a schema version; amounts are text-exact decimals with 6 digits, in EUR.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from planner.model.choice import Choice
from planner.model.plan import MigrationPlan, OutputFile
from planner.model.resource import Resource
from planner.outputs import assessment_tables as assessed

NAME = "tables"

_MONEY = Decimal("0.000001")

Columns = Mapping[str, Sequence[Any]]


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """One Parquet file a table."""
    tables: dict[str, Callable[[MigrationPlan], Columns]] = {
        "decisions": _decisions,
        "origins": _origins,
        "cost_lines": _cost_lines,
        "unpriced": _unpriced,
        "edges": _edges,
        "diagnostics": _diagnostics,
        "steps": _steps,
        "ledger": _ledger,
        "losses": _losses,
        "runner_ups": _runner_ups,
        "assessments": lambda plan: _columns(assessed.ASSESSMENTS, assessed.assessment_rows(plan)),
        "exposures": lambda plan: _columns(assessed.EXPOSURES, assessed.exposure_rows(plan)),
        "landings": lambda plan: _columns(assessed.LANDINGS, assessed.landing_rows(plan)),
        "residuals": lambda plan: _columns(assessed.RESIDUALS, assessed.residual_rows(plan)),
        "continuity": lambda plan: _columns(assessed.CONTINUITY, assessed.continuity_rows(plan)),
        "evidence": lambda plan: _columns(assessed.EVIDENCE, assessed.evidence_rows(plan)),
    }
    for name, columns in tables.items():  # one at a time: together they weigh more than the plan
        lists = assessed.LISTS if name in assessed.TABLES else frozenset()
        yield OutputFile(f"tables/{name}.parquet", _parquet(columns(plan), lists))


def _parquet(columns: Columns, lists: frozenset[str]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only where a plan is written
    from pyarrow import parquet  # noqa: PLC0415

    arrays = {}
    for name, values in columns.items():
        if name.startswith("eur_"):
            arrays[name] = pa.array(values, pa.decimal128(38, 6))
        elif name in {"count", "read", "folded", "rejected", "resources", "wave", *assessed.COUNTS}:
            arrays[name] = pa.array(values, pa.int64())
        elif name.startswith("minutes_") or name == "gib":
            arrays[name] = pa.array(values, pa.float64())
        elif name in lists:
            arrays[name] = pa.array(values, pa.list_(pa.string()))
        elif name == "downtime" or name in assessed.FLAGS:
            arrays[name] = pa.array(values, pa.bool_())
        else:
            arrays[name] = pa.array(values, pa.string())
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _money(amount: Decimal) -> Decimal:
    return amount.quantize(_MONEY)


def _decisions(plan: MigrationPlan) -> Columns:
    application_of = {id_: one.name for one in plan.applications for id_ in one.resources}
    wave_of = {name: wave.number for wave in plan.waves for name in wave.applications}
    language = plan.header.language
    columns: dict[str, list[Any]] = {
        name: []
        for name in (
            "resource", "name", "cloud", "account", "region", "kind", "native_type", "application",
            "wave", "outcome", "service", "size", "fit", "method", "losses", "reason", "fallback",
            "qualification", "above_need", "needs", "root", "address", "file", "place",
        )
    }  # fmt: skip
    for resource in plan.inventory.resources:
        choice = plan.choices[resource.id]
        address = plan.addresses.get(resource.id)
        application = application_of.get(resource.id, "")
        decided: tuple[str, ...]
        if isinstance(choice, Choice):
            decided = (
                "mapped", choice.service.of(language), choice.design.size, choice.fit,
                choice.method, "; ".join(loss.id for loss in choice.losses), "", "",
                choice.qualification.scheme,
                choice.design.surplus.of(language) if choice.design.surplus else "",
            )  # fmt: skip
        else:
            decided = (
                "unmapped", choice.service, "", "", "", "", choice.detail.of(language),
                choice.fallback.of(language), "", "",
            )  # fmt: skip
        row = (
            resource.id, resource.name, resource.cloud, resource.account, resource.region,
            resource.kind, resource.native_type, application, wave_of.get(application),
            *decided, _needs(resource),
            address.root if address else "", address.text if address else "",
            resource.origin.source, resource.origin.place,
        )  # fmt: skip
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return columns


def _origins(plan: MigrationPlan) -> Columns:
    """Every place that a resource was read in; the first of each is the one that is taken."""
    rows = [
        (resource.id, origin.source, origin.place, origin.form)
        for resource in plan.inventory.resources
        for origin in resource.origins or (resource.origin,)
    ]
    return _columns(("resource", "file", "place", "form"), rows)


def _needs(resource: Resource) -> str:
    """The spec as compact JSON: what the choice had to answer."""
    if resource.spec is None:
        return ""
    return msgspec.json.encode(resource.spec, order="deterministic").decode()


def _losses(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (
            id_, loss.id, loss.weight, loss.property, loss.problem.of(language),
            loss.fallback.of(language),
        )
        for id_, choice in plan.choices.items()
        if isinstance(choice, Choice)
        for loss in choice.losses
    ]  # fmt: skip
    return _columns(("resource", "loss", "weight", "property", "problem", "instead"), rows)


def _runner_ups(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (id_, one.service.of(language), one.reason.of(language))
        for id_, choice in plan.choices.items()
        if isinstance(choice, Choice)
        for one in choice.runner_ups
    ]
    return _columns(("resource", "service", "reason"), rows)


def _cost_lines(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (
            line.resource, line.side, line.component.of(language), line.price.provider,
            line.price.service, line.price.sku, line.price.variant, line.price.region, line.unit,
            str(line.quantity.likely), str(line.price.amount), line.price.currency,
            str(line.rate), line.price.date, line.price.source,
            "; ".join(f"{proxy.why}: {proxy.asked} -> {proxy.used}" for proxy in line.price.proxies),
            line.basis, line.assumption, _money(line.low), _money(line.likely), _money(line.high),
        )
        for line in plan.costs.lines
    ]  # fmt: skip
    names = (
        "resource", "side", "component", "provider", "service", "sku", "variant", "price_region",
        "unit", "quantity", "unit_price", "currency", "rate", "price_date", "price_source", "proxy",
        "basis", "assumption", "eur_low", "eur_likely", "eur_high",
    )  # fmt: skip
    return _columns(names, rows)


def _columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Columns:
    return dict(zip(names, zip(*rows, strict=True) if rows else ((),) * len(names), strict=True))


def _unpriced(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (
            line.resource, line.side, line.component.of(language), line.provider, line.service,
            line.sku, line.region, line.why, line.reason.of(language),
        )
        for line in plan.costs.unpriced
    ]  # fmt: skip
    names = (
        "resource", "side", "component", "provider", "service", "sku", "price_region", "why",
        "reason",
    )  # fmt: skip
    return _columns(names, rows)


def _edges(plan: MigrationPlan) -> Columns:
    rows = [
        (edge.source, edge.target, edge.relation, edge.evidence, edge.path)
        for edge in plan.dependencies
    ]
    return _columns(("source", "target", "relation", "evidence", "path"), rows)


def _diagnostics(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (
            one.severity, one.code, one.summary.of(language), one.detail.of(language),
            one.remedy.of(language), one.source, one.place, one.resource,
        )
        for one in plan.diagnostics
    ]  # fmt: skip
    names = ("severity", "code", "summary", "detail", "remedy", "file", "place", "resource")
    return _columns(names, rows)


def _steps(plan: MigrationPlan) -> Columns:
    language = plan.header.language
    rows = [
        (
            wave.number, step.resource, step.action, step.title.of(language),
            float(step.gib) if step.gib is not None else None, step.minutes_low,
            step.minutes_likely, step.minutes_high, step.downtime,
        )
        for wave in plan.waves
        for step in wave.steps
    ]  # fmt: skip
    names = (
        "wave", "resource", "action", "title", "gib", "minutes_low", "minutes_likely",
        "minutes_high", "downtime",
    )  # fmt: skip
    return _columns(names, rows)


def _ledger(plan: MigrationPlan) -> Columns:
    rows = [
        (
            row.cloud, row.account, row.region, row.service, row.operation, row.status, row.read,
            row.resources, row.folded, row.rejected, row.detail,
        )
        for row in plan.inventory.ledger
    ]  # fmt: skip
    names = (
        "cloud", "account", "region", "service", "operation", "status", "read", "resources",
        "folded", "rejected", "detail",
    )  # fmt: skip
    return _columns(names, rows)
