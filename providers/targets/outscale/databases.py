"""PostgreSQL and Valkey on VMs of your own: OUTSCALE manages neither."""

from planner.model.choice import Design, Loss, Refusal, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cache, Database, VirtualMachine
from planner.model.text import Text
from providers.targets.outscale.disks import Wish
from providers.targets.outscale.names import slug
from providers.targets.outscale.pairs import Wanted, pair
from providers.targets.outscale.place import resolved
from providers.targets.outscale.words import refused, said

_POSTGRES = 5432
_VALKEY = 6379
_PAIR = 2
_KINDS = ("db.postgres", "db.aurora_postgres")


def postgresql(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A PostgreSQL of the source's major version, or the nearest above that an OMI packages."""
    spec = resource.spec
    if not isinstance(spec, Database):
        return refused(surroundings, "not-read")
    version, image, losses = _version(spec.version, "postgresql", surroundings)
    primaries = resolved((spec.replica_of,), resource, surroundings, *_KINDS)
    primary = primaries[0] if primaries else None
    wanted = Wanted(
        machine=VirtualMachine(size=spec.size, vcpus=spec.vcpus, memory_gib=spec.memory_gib),
        storage=Wish(spec.storage_gib, spec.storage_tier, spec.iops, spec.encrypted, spec.key),
        subnets=spec.subnets,
        security_groups=spec.security_groups,
        port=spec.port or _POSTGRES,
        # Where the source does not say, two: a database that was safe must not become less so.
        standby=primary is None and spec.high_availability is not False,
        image=image,
        primary=primary,
    )
    built = pair(resource, wanted, surroundings)
    built.values.update(
        {"database": spec.database or "app", "user": _user(spec.user), "version": version}
    )
    return Design(
        values=built.values,
        size=built.size,
        quantities=built.quantities,
        losses=(*losses, *built.losses, *_database_losses(resource, spec, surroundings)),
        surplus=built.machine.surplus,
        runner_ups=built.runner_ups,
        service=Text(
            en=f"PostgreSQL {version} on your own VMs",
            fr=f"PostgreSQL {version} sur vos propres VM",
        ),
        files=(
            ("cloud-init/postgresql.yaml.tftpl", surroundings.setting("cloud_init")["postgresql"]),
        ),
    )


def _user(name: str) -> str:
    """The applications' role; `postgres` is the server's own and is not made again."""
    return name if name and name not in ("postgres", "replicator") else "app"


def _version(text: str, software: str, surroundings: Surroundings) -> tuple[str, str, list[Loss]]:
    """The version built, the OMI that packages it, and what is said where it is another."""
    offered = surroundings.setting(software)["versions"]
    major = text.partition(".")[0]
    asked = int(major) if major.isdecimal() else None
    fitting = [row for row in offered if asked is not None and row["version"] >= asked]
    row = min(fitting, key=lambda one: one["version"]) if fitting else offered[-1]
    losses = []
    if asked is None:
        losses.append(said(surroundings, "version-unknown", version=row["version"]))
    elif row["version"] < asked:
        losses.append(said(surroundings, "version-lower", asked=asked, version=row["version"]))
    elif row["version"] > asked:
        losses.append(said(surroundings, "version-higher", asked=asked, version=row["version"]))
    return str(row["version"]), row["image"], losses


def _database_losses(resource: Resource, spec: Database, surroundings: Surroundings) -> list[Loss]:
    days = "?" if spec.backup_days is None else spec.backup_days
    conditions: tuple[tuple[str, object], ...] = (
        ("aurora-features", resource.kind == "db.aurora_postgres"),
        ("no-managed-failover", spec.high_availability is not False),
        ("availability-unknown", spec.high_availability is None and not spec.replica_of),
        ("no-managed-backup", spec.backup_days or spec.backup_days is None),
        ("fewer-replicas", (spec.nodes or 1) > _PAIR),
        ("not-public", spec.public),
        ("parameters-by-hand", spec.parameters),
        (
            "replica-of-elsewhere",
            spec.replica_of and not resolved((spec.replica_of,), resource, surroundings, *_KINDS),
        ),
    )
    return [
        said(surroundings, word, days=days, nodes=spec.nodes or 1)
        for word, present in conditions
        if present
    ]


def _memory_asked(resource: Resource) -> Variable:
    """The limit that cloud-init writes: without it the first boot would fail."""
    return Variable(
        name=f"{slug(resource.name)}_memory_mb",
        type="number",
        description=Text(
            en=f"Memory that Valkey may use for {resource.name}, in MiB: about three quarters of its VM.",
            fr=f"Mémoire que Valkey peut utiliser pour {resource.name}, en Mio : environ trois quarts"
            " de sa VM.",
        ),
        sample=1024,
    )


def valkey(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A Valkey that holds what all shards of the source held."""
    spec = resource.spec
    if not isinstance(spec, Cache):
        return refused(surroundings, "not-read")
    shards = max(spec.shards or 1, 1)
    settings = surroundings.setting("valkey")
    replicated = spec.high_availability is not False or (spec.nodes or 1) > shards
    wanted = Wanted(
        machine=VirtualMachine(size=spec.size, memory_gib=spec.memory_gib),
        memory_times=shards,
        storage=Wish(settings["disk_gib"], encrypted=spec.encrypted),
        subnets=spec.subnets,
        security_groups=spec.security_groups,
        port=_VALKEY,
        standby=replicated,
        image=settings["image"],
    )
    built = pair(resource, wanted, surroundings)
    megabytes = int(built.machine.memory_gib * 1024 * settings["memory_share"])
    built.values["memory_mb"] = megabytes or _memory_asked(resource)
    return Design(
        values=built.values,
        size=built.size,
        quantities=built.quantities,
        losses=(*built.losses, *_cache_losses(spec, shards, surroundings)),
        surplus=built.machine.surplus,
        runner_ups=built.runner_ups,
        files=(("cloud-init/valkey.yaml.tftpl", surroundings.setting("cloud_init")["valkey"]),),
    )


def _cache_losses(spec: Cache, shards: int, surroundings: Surroundings) -> list[Loss]:
    major, _, rest = spec.version.partition(".")
    minor = rest.partition(".")[0]
    version = (int(major), int(minor) if minor.isdecimal() else 0) if major.isdecimal() else (0, 0)
    newest = tuple(surroundings.setting("valkey")["reads_up_to"])
    conditions: tuple[tuple[str, object], ...] = (
        ("no-shards", shards > 1),
        ("no-tls", spec.encrypted_in_transit),
        ("no-managed-failover", spec.high_availability is not False),
        ("fewer-replicas", (spec.nodes or 1) > 2 * shards),
        ("redis-too-new", spec.engine != "valkey" and version > newest),
        ("redis-modules", spec.engine != "valkey"),
    )
    return [
        said(surroundings, word, shards=shards, version=spec.version, nodes=spec.nodes or 1)
        for word, present in conditions
        if present
    ]
