"""What a list leaves out and the rest of the estate tells: ids of projects, zones of records."""

from msgspec.structs import replace

from planner.model.resource import Reference, Resource
from planner.model.spec import DnsRecord, DnsZone

PROJECTS = "//cloudresourcemanager.googleapis.com/projects/"

Known = dict[str, Resource]
Changed = dict[str, Resource]


def completed(known: Known) -> Changed:
    """The resources of which the others tell their project, or their zone."""
    changed = _of_projects(known)
    changed.update(_of_zones({**known, **changed}))
    return changed


def _of_projects(known: Known) -> Changed:
    """Some lists name a project by its number alone; the project itself has both."""
    if not any(one.account.isdecimal() for one in known.values()):
        return {}
    ids = {
        alias.removeprefix(PROJECTS): str(one.id).removeprefix(PROJECTS)
        for one in known.values()
        if one.native_type == "google_project"
        for alias in one.aliases
        if alias.startswith(PROJECTS)
    }
    return {
        identity: replace(one, account=ids[one.account])
        for identity, one in known.items()
        if one.account in ids
    }


def _of_zones(known: Known) -> Changed:
    """A list of records does not say of which zone they are: the one whose domain they end in."""
    lost = {
        identity: one
        for identity, one in known.items()
        if isinstance(one.spec, DnsRecord) and not one.spec.zone
    }
    if not lost:
        return {}
    zones = sorted(
        (one.spec.domain, identity)
        for identity, one in known.items()
        if isinstance(one.spec, DnsZone) and one.spec.domain
    )
    changed: Changed = {}
    for identity, one in lost.items():
        spec = one.spec
        if not isinstance(spec, DnsRecord):
            continue
        fitting = [pair for pair in zones if f".{spec.name}".endswith(f".{pair[0]}") and spec.name]
        owners = {
            zone for domain, zone in fitting if len(domain) == max(len(d) for d, _ in fitting)
        }
        if len(owners) == 1:  # a public and a private zone may have one domain
            zone = owners.pop()
            within = Reference(relation="in", target=zone, path="managed_zone")
            references = (within, *one.references)
            changed[identity] = replace(one, spec=replace(spec, zone=zone), references=references)
    return changed
