"""PostgreSQL and MySQL: node type, volume, private endpoint, backups, replicas."""

import re
from typing import Literal

from planner.model.choice import Design, Loss, Need, Ref, Refusal, Sized, Value, Variable
from planner.model.money import exactly
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Database, SecurityGroup, VirtualMachine
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import (
    asked_network,
    nearest_network,
    ranges_of,
    resolved,
)
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import LONGEST_NAME, name_of, tags_of, variable_word

Engine = Literal["PostgreSQL", "MySQL"]
_CLASS = re.compile(r"^(?:db\.|cache\.|[A-Z]{1,2}_(?=Standard))")
_FIRST_USER = "dbadmin"
_USER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,62}\Z")
_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_$-]{0,62}\Z")


def postgres(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A managed PostgreSQL, or a read replica of one."""
    return _database(resource, around, "PostgreSQL")


def mysql(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A managed MySQL, or a read replica of one."""
    return _database(resource, around, "MySQL")


def aurora(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A managed PostgreSQL in place of an Aurora cluster."""
    return _database(resource, around, "PostgreSQL")


def _database(resource: Resource, around: Surroundings, engine: Engine) -> Design | Refusal:
    spec = resource.spec if isinstance(resource.spec, Database) else Database()
    primary = around.resolve(spec.replica_of, resource) if spec.replica_of else None
    if primary is not None and primary.kind == resource.kind and primary.id != resource.id:
        return _replica(resource, spec, primary, around)
    need = _need(resource, spec, around)
    size = around.size(resource, need, "postgres")
    losses: list[Loss] = []
    if size is None:
        if need.vcpus is not None or need.memory_gib is not None:
            return _too_large(need, around)
        losses.append(loss(around, "size-unknown"))
    version, version_losses = version_of(spec.version, engine, around)
    storage, storage_losses, stored = _storage(resource, spec, around)
    losses += [*version_losses, *storage_losses, *_told(spec, around)]
    user, database = _names(spec, losses, around)
    values: dict[str, Value] = {
        "replica": False,
        "name": name_of(resource),
        "secret": f"{name_of(resource, LONGEST_NAME - 6)}-admin",
        "engine": f"{engine}-{version}",
        "node_type": size.offer.name if size else _size_variable(resource, around),
        "ha": _is_ha(spec),
        "user": user,
        "database": database,
        "storage_gb": storage,
        "volume_type": _class(spec, around),
        "encrypted": True if spec.encrypted or spec.key else None,
        "backup_days": _backup_days(spec, around),
        "no_backup": spec.backup_days == 0,
        "network": _network(resource, spec, around),
        "public": bool(spec.public),
        "clients": _clients(resource, spec, around) if spec.public else None,
        "primary": None,
        "tags": tags_of(resource),
    }
    return Design(
        values=values,
        size=size.offer.name if size else "",
        quantities=(_node(size, spec, engine, resource, around), stored),
        losses=tuple(losses),
        surplus=size.surplus if size else None,
        runner_ups=size.runner_ups if size else (),
    )


def _network(resource: Resource, spec: Database, around: Surroundings) -> Ref | Variable | None:
    """Its private network; one that is not public always has one."""
    found = nearest_network(spec.subnets, resource, around)
    return found if found is not None or spec.public else asked_network(resource, around)


def _clients(resource: Resource, spec: Database, around: Surroundings) -> Value:
    """IPv4 ranges that may use the public endpoint: those of its groups, else a variable asks."""
    found: dict[str, None] = {}
    for group in resolved(spec.security_groups, resource, around, "network.security_group"):
        for rule in group.spec.rules if isinstance(group.spec, SecurityGroup) else ():
            if rule.direction == "in" and rule.allow:
                blocks = (block for block in ranges_of(rule.ranges) if block.version == 4)  # noqa: PLR2004
                found.update((str(block), None) for block in blocks)
    if found:
        return tuple(sorted(found))
    return Variable(
        name=f"{variable_word(name_of(resource))}_clients",
        type="list(string)",
        description=text(around, "database-clients", name=resource.name),
        sample=("203.0.113.0/24",),
    )


def _need(resource: Resource, spec: Database, around: Surroundings) -> Need:
    machine = VirtualMachine(size=spec.size, vcpus=spec.vcpus, memory_gib=spec.memory_gib)
    need = around.need(resource, machine)
    if need.vcpus is None and need.memory_gib is None:
        # A database class without figures of its own is the machine of the same name.
        need = around.need(resource, VirtualMachine(size=re.sub(_CLASS, "", spec.size)))
    # The architecture of a managed database is the provider's own matter.
    return Need(vcpus=need.vcpus, memory_gib=need.memory_gib)


def _too_large(need: Need, around: Surroundings) -> Refusal:
    words = {"vcpus": need.vcpus or "?", "memory": f"{need.memory_gib or 0:g}"}
    return Refusal(
        "limit", text(around, "no-node-type", **words), text(around, "no-node-type-fallback")
    )


def _size_variable(resource: Resource, around: Surroundings) -> Variable:
    return Variable(
        name=f"{variable_word(name_of(resource))}_node_type",
        type="string",
        description=text(around, "size-variable", name=resource.name),
        sample="DB-PRO2-XXS",
    )


def version_of(asked: str, engine: Engine, around: Surroundings) -> tuple[str, list[Loss]]:
    """The nearest version that is not older; the newest where the source's is newer still."""
    offered: list[str] = around.setting("database_versions")[engine]
    found = re.match(r"\d+", asked)
    if found is None:
        return offered[-1], [loss(around, "version-unknown", version=offered[-1])]
    major = int(found.group())
    later = [version for version in offered if int(version) >= major]
    if not later:
        return offered[-1], [loss(around, "version-older", asked=asked, version=offered[-1])]
    if int(later[0]) == major:
        return later[0], []
    return later[0], [loss(around, "version-newer", asked=asked, version=later[0])]


def _storage(
    resource: Resource, spec: Database, around: Surroundings
) -> tuple[Value, list[Loss], bought.Bought]:
    keys = ("db-storage", _class(spec, around), "GB-month")
    least, most = around.setting("database_gb")
    losses = []
    if spec.iops is not None and spec.iops > around.setting("block_iops")[-1]:
        losses.append(
            loss(around, "volume-iops", iops=spec.iops, most=around.setting("block_iops")[-1])
        )
    gib = spec.storage_gib if spec.storage_gib is not None else resource.stored_gib
    if gib is None:
        asked = Variable(
            name=f"{variable_word(name_of(resource))}_size_gb",
            type="number",
            description=text(around, "database-gb-variable", name=resource.name),
            sample=least,
        )
        reason = text(around, "size-gb-unknown", name=resource.name)
        known = ("database_gib", reason)
        return asked, losses, bought.held(around, "storage", keys, around.region, known)
    size = bought.gigabytes(float(gib), least=least, step=5)
    if size > most:
        losses.append(loss(around, "database-too-large", size=size, most=most))
        size = most
    nodes = 2 if _is_ha(spec) else 1
    quantity = bought.stored(around, "storage", keys, around.region, exactly(size * nodes))
    return size, losses, quantity


def _is_ha(spec: Database) -> bool:
    return bool(spec.high_availability) or (spec.nodes or 1) > 1


def _class(spec: Database, around: Surroundings) -> str:
    return "sbs_15k" if (spec.iops or 0) > around.setting("block_iops")[0] else "sbs_5k"


def _backup_days(spec: Database, around: Surroundings) -> int | None:
    most = around.setting("database_backup_days")
    return min(spec.backup_days, most) if spec.backup_days else None


def _names(spec: Database, losses: list[Loss], around: Surroundings) -> tuple[str, str | None]:
    """(first user, database): the source's where Scaleway takes them."""
    user = spec.user if _USER.match(spec.user) and spec.user not in _reserved(around) else ""
    if spec.user and not user:
        losses.append(loss(around, "user-renamed", user=_FIRST_USER))
    database = spec.database if _DATABASE.match(spec.database) else None
    if spec.database and database is None:
        losses.append(loss(around, "database-name"))
    if database in _reserved(around):
        database = None
    return user or _FIRST_USER, database


def _reserved(around: Surroundings) -> list[str]:
    return list(around.setting("database_reserved"))


def _told(spec: Database, around: Surroundings) -> list[Loss]:
    offered = around.setting("database_backup_days")
    told: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (bool(spec.high_availability), "database-one-zone", {}),
        ((spec.nodes or 1) > 2, "database-readers", {"nodes": spec.nodes}),  # noqa: PLR2004
        (bool(spec.key), "database-key", {"key": spec.key}),
        (bool(spec.parameters), "database-parameters", {"name": spec.parameters}),
        (bool(spec.public), "database-public", {}),
        (not spec.subnets and not spec.public, "database-no-network", {}),
        ((spec.backup_days or 0) > offered, "database-backups", {"days": offered}),
        (bool(spec.deletion_protection), "deletion-protection", {}),
        (bool(spec.replica_of), "replica-apart", {"primary": spec.replica_of}),
    )
    return [loss(around, name, **words) for holds, name, words in told if holds]


def _node(
    size: Sized | None, spec: Database, engine: Engine, resource: Resource, around: Surroundings
) -> bought.Bought:
    variant = "ha" if _is_ha(spec) else "single-az"
    service = "postgres" if engine == "PostgreSQL" else "mysql"
    if size is None:
        reason = text(around, "size-unknown-reason", name=resource.name)
        return bought.unknown(around, "database-node", (service, "", "hour"), around.region, reason)
    keys = (service, size.offer.name, variant)
    return bought.hourly(around, "database-node", keys, around.region)


def _replica(
    resource: Resource, spec: Database, primary: Resource, around: Surroundings
) -> Design | Refusal:
    """A read replica: it has the size of its primary, whatever the source's has."""
    main = primary.spec if isinstance(primary.spec, Database) else Database()
    size = around.size(primary, _need(primary, main, around), "postgres")
    service = "mysql" if resource.kind == "db.mysql" else "postgres"
    if size is None:
        reason = text(around, "size-unknown-reason", name=resource.name)
        quantity: bought.Bought = bought.unknown(
            around, "database-node", (service, "", "hour"), around.region, reason
        )
    else:
        keys = (service, size.offer.name, "node")
        quantity = bought.hourly(around, "database-node", keys, around.region)
    words = spec.subnets or main.subnets
    values: dict[str, Value] = {
        "replica": True,
        "primary": Ref(primary.id, "scaleway_rdb_instance", "id", "variable"),
        "network": nearest_network(words, resource, around),
    }
    absent = (
        "name", "secret", "engine", "node_type", "ha", "user", "database", "storage_gb",
        "volume_type", "encrypted", "backup_days", "no_backup", "public", "clients", "tags",
    )  # fmt: skip
    return Design(
        values=values | dict.fromkeys(absent),
        size=size.offer.name if size else "",
        quantities=(quantity,),
        losses=(loss(around, "replica-size"),),
    )
