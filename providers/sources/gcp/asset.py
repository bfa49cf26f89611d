"""What every Google Cloud record shares: its asset name, project, place, labels and references.

The same thing is written in many ways: a full link (`https://www.googleapis.com/compute/v1/projects/…`),
a short one (`projects/P/…`), a bare name. All become the Cloud Asset name,
`//<service>/projects/P/…`.
"""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind, Reference, Relation
from planner.model.spec import Other, Spec
from providers.attributes import Attributes, block, first_text, labels, text, texts, whole

SERVICES: tuple[tuple[str, str], ...] = (
    ("google_app_engine", "appengine"),
    ("google_artifact_registry", "artifactregistry"),
    ("google_bigquery", "bigquery"),
    ("google_bigtable", "bigtableadmin"),
    ("google_certificate_manager", "certificatemanager"),
    ("google_cloud_run", "run"),
    ("google_cloud_scheduler", "cloudscheduler"),
    ("google_cloud_tasks", "cloudtasks"),
    ("google_cloudbuild", "cloudbuild"),
    ("google_cloudfunctions", "cloudfunctions"),
    ("google_composer", "composer"),
    ("google_compute", "compute"),
    ("google_container", "container"),
    ("google_dns", "dns"),
    ("google_filestore", "file"),
    ("google_kms", "cloudkms"),
    ("google_logging", "logging"),
    ("google_monitoring", "monitoring"),
    ("google_project", "cloudresourcemanager"),
    ("google_pubsub", "pubsub"),
    ("google_redis", "redis"),
    ("google_secret_manager", "secretmanager"),
    ("google_service_account", "iam"),
    ("google_sql", "cloudsql"),
    ("google_storage", "storage"),
)
"""Start of the Terraform type -> host of the asset name (source: Cloud Asset Inventory's types)."""

SHORT = {"google_spanner_instance": "instances"}
"""Types whose id in Terraform is `<project>/<name>` -> the collection in their asset name."""

PROJECT = re.compile(r"(?:^|/)projects/([^/]+)")
PLACE = re.compile(r"/(?:locations|regions)/([^/]+)/")
ZONE = re.compile(r"^[a-z]+-[a-z]+\d+-[a-z]$")


def service_of(native_type: str) -> str:
    """Host of the API that a Terraform type belongs to."""
    for start, name in SERVICES:
        if native_type.startswith(start):
            return f"{name}.googleapis.com"
    words = native_type.split("_")
    return f"{words[1] if len(words) > 1 else native_type}.googleapis.com"


def link(word: str, service: str, project: str = "", collection: str = "") -> str:
    """The asset name of what `word` means; `collection` says where a bare name lies.

    >>> link("projects/p/global/networks/n", "compute")
    '//compute.googleapis.com/projects/p/global/networks/n'
    >>> link("default", "compute", "p", "global/networks")
    '//compute.googleapis.com/projects/p/global/networks/default'
    """
    if not word or word.startswith("//"):
        return word
    start = word.find("projects/")
    if start >= 0:
        return f"//{service}.googleapis.com/{word[start:]}"
    if collection and project and "/" not in word:
        return f"//{service}.googleapis.com/projects/{project}/{collection}/{word}"
    return word


def last(word: str) -> str:
    """The last piece of a link: a name."""
    return word.rstrip("/").rpartition("/")[2]


def project_of(record: Record) -> str:
    """The project a record lies in; '' where nothing tells."""
    attributes = record.attributes
    found = text(attributes, "project")
    for key in ("id", "self_link", "name"):
        if not found and (inside := PROJECT.search(text(attributes, key))):
            found = inside.group(1)
    return found or (record.account if record.account != "unknown" else "")


def zone_of(attributes: Attributes) -> str:
    """The zone, where the resource lies in one."""
    for key in ("zone", "location"):
        word = last(text(attributes, key)).lower()
        if ZONE.match(word):
            return word
    return ""


def region_of(attributes: Attributes) -> str:
    """The region, or the multi-region (`eu`); `global` where the resource lies everywhere."""
    zone = zone_of(attributes)
    if zone:
        return zone.rpartition("-")[0]
    return last(first_text(attributes, "region", "location")).lower()


def _place_in(identity: str) -> str:
    """The region that a name holds, for what writes none: a key, a member of a parent."""
    found = PLACE.search(identity)
    return found.group(1).lower() if found else ""


def identify(native_type: str, attributes: Attributes, account: str, region: str) -> str:
    """Asset name of a record of any type; '' where it has no id."""
    del region
    written = text(attributes, "id") or text(attributes, "self_link")
    if not written or written.startswith("//"):
        return written
    host = service_of(native_type)
    start = written.find("projects/")
    if start >= 0:
        return f"//{host}/{written[start:]}"
    project = text(attributes, "project") or (account if account != "unknown" else "")
    if project and native_type in SHORT:
        written = f"{SHORT[native_type]}/{last(written)}"
    return f"//{host}/projects/{project}/{written}" if project else f"//{host}/{written}"


def tags_of(attributes: Attributes) -> dict[str, str]:
    """The labels, without those that tools of Google's write for themselves."""
    settings = block(attributes, "settings")
    found = labels(attributes, "effective_labels", "labels", "resource_labels") or labels(
        settings, "user_labels"
    )
    return {key: value for key, value in found.items() if not key.startswith("goog-")}


def names(relation: Relation, path: str, *words: str) -> tuple[Reference, ...]:
    """A reference for every word that is not empty."""
    return tuple(Reference(relation=relation, target=word, path=path) for word in words if word)


def read(
    record: Record,
    kind: str,
    spec: Spec | None = None,
    references: tuple[Reference, ...] = (),
    aliases: tuple[str, ...] = (),
    identity: str = "",
) -> Reading:
    """A resource of its own; `identity` where its asset name is not the one that its id tells."""
    attributes = record.attributes
    own = identity or identify(record.type, attributes, record.account, record.region)
    written = (text(attributes, "id"), text(attributes, "self_link"), record.address)
    return Reading(
        id=own,
        name=_name(attributes) or last(own) or record.address,
        spec=spec,
        kind=Kind(kind) if kind else None,
        account=project_of(record),
        region=region_of(attributes) or _place_in(own),
        zone=zone_of(attributes),
        tags=tags_of(attributes),
        references=references,
        aliases=_distinct((*written, *aliases), own),
    )


def _name(attributes: Attributes) -> str:
    """What people call it: some services write a link under `name`."""
    written = text(attributes, "name")
    if "/" not in written:
        return written
    return first_text(attributes, "account_id", "secret_id", "display_name") or last(written)


def fold(
    record: Record,
    whole_id: str,
    spec: Spec | None = None,
    references: tuple[Reference, ...] = (),
) -> Reading:
    """A record that is a part of the resource `whole_id`: its spec is a partial one of that."""
    attributes = record.attributes
    own = identify(record.type, attributes, record.account, record.region)
    written = (text(attributes, "id"), text(attributes, "self_link"), record.address)
    if own and own == whole_id:  # some associations have the id of what they belong to
        own, written = f"{own}#{record.type}", ("", "", record.address)
    return Reading(
        id=own,
        name=text(attributes, "name") or record.address,
        spec=spec,
        account=project_of(record),
        references=references,
        aliases=_distinct(written, own),
        part_of=whole_id,
    )


def _distinct(words: tuple[str, ...], own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word and word != own))


def account_link(email: str) -> str:
    """Asset name of a service account from its address, `serviceAccount:` before it or not.

    >>> account_link("serviceAccount:app@p.iam.gserviceaccount.com")
    '//iam.googleapis.com/projects/p/serviceAccounts/app@p.iam.gserviceaccount.com'
    """
    email = email.removeprefix("serviceAccount:")
    if not email or email == "default":
        return ""
    host = email.partition("@")[2]
    project, dot, rest = host.partition(".")
    if dot and rest == "iam.gserviceaccount.com":
        return f"//iam.googleapis.com/projects/{project}/serviceAccounts/{email}"
    return email


def key_link(word: str) -> str:
    """Asset name of a KMS key, from a key or one of its versions."""
    return link(word.partition("/cryptoKeyVersions/")[0], "cloudkms")


def link_bucket(name: str) -> str:
    """Asset name of a bucket, from its name."""
    name = name.removeprefix("gs://").removeprefix("b/").rstrip("/")
    return f"//storage.googleapis.com/{name}" if name else ""


def plain(kind: str, references: dict[str, Relation] | None = None, **sized: str) -> FromTerraform:
    """A rule for a type that needs no more than its size: what `Other` holds, and whom it names.

    Args:
        kind: The neutral kind.
        references: Argument that holds a link (or a list of them) -> relation.
        sized: Field of `Other` -> the argument it is read from.
    """

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        spec = Other(
            size=text(attributes, sized.get("size", "")),
            units=whole(attributes, sized.get("units", "")),
            storage_gib=whole(attributes, sized.get("storage_gib", "")),
            tier=text(attributes, sized.get("tier", "")),
        )
        found = tuple(
            reference
            for key, relation in (references or {}).items()
            for reference in names(relation, key, *(_any_link(w) for w in texts(attributes, key)))
        )
        return read(record, kind, spec, found)

    return rule


HOST = re.compile(r"https://(?:www\.googleapis\.com/)?([a-z]+)")


def _any_link(word: str) -> str:
    """A link whose service its own address tells: keys and compute links are most of them."""
    if "/cryptoKeys/" in word:
        return key_link(word)
    if "/global/networks/" in word or "/subnetworks/" in word or "/compute/" in word:
        return link(word, "compute")
    return word


def part(argument: str, service: str, collection: str = "") -> FromTerraform:
    """A rule for a type that only belongs to the resource that `argument` names."""

    def rule(record: Record) -> Reading:
        word = text(record.attributes, argument)
        return fold(record, link(word, service, project_of(record), collection))

    return rule
