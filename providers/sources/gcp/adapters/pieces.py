"""What Google lists apart and Terraform has no type for: pieces of what they lie in, counted there."""

from collections.abc import Iterator

from providers.attributes import block, first_text, text
from providers.sources.gcp.adapters.body import Adapter, Asset, Native, made, none, up

OF = "of"
"""Attribute that names the whole."""


def _piece(asset: Asset, owner: str) -> Native:
    kept = dict.fromkeys(key for key in asset.data if key not in KEPT)
    return made(asset.type, asset, {**kept, OF: owner or None, "id": asset.name or asset.path})


KEPT = frozenset({"labels", "state", "create_time", "size_bytes"})


def inside(levels: int = 1) -> Adapter:
    """An adapter for what lies that many levels below its whole."""

    def adapter(asset: Asset) -> Iterator[Native]:
        yield _piece(asset, up(asset.name or asset.path, levels))

    return adapter


def revision(asset: Asset) -> Iterator[Native]:
    """A revision of a service of Cloud Run, which its labels or its answer name."""
    marks = block(asset.data, "metadata", "labels")
    word = text(marks, "serving.knative.dev/service") or text(asset.data, "service")
    owner = f"{up(asset.path)}/services/{word.rpartition('/')[2]}" if word else ""
    yield _piece(asset, f"//run.googleapis.com/{owner}" if owner else "")


def backup(asset: Asset) -> Iterator[Native]:
    """A backup that names what it is of."""
    word = first_text(asset.data, "instance", "source_instance", "cluster_name", "source_cluster")
    if "/" not in word and word:
        word = f"projects/{asset.project}/instances/{word}"
    host = asset.name[2:].partition("/")[0]
    start = word.find("projects/")
    yield _piece(asset, f"//{host}/{word[start:]}" if start >= 0 and host else "")


PIECES: dict[str, Adapter] = {
    "appengine.googleapis.com/Service": inside(),
    "artifactregistry.googleapis.com/DockerImage": inside(),
    "artifactregistry.googleapis.com/MavenArtifact": inside(),
    "artifactregistry.googleapis.com/NpmPackage": inside(),
    "artifactregistry.googleapis.com/PythonPackage": inside(),
    "bigquery.googleapis.com/Model": inside(),
    "bigquery.googleapis.com/Routine": inside(),
    "bigtableadmin.googleapis.com/AppProfile": inside(),
    "bigtableadmin.googleapis.com/Backup": inside(2),
    "bigtableadmin.googleapis.com/Cluster": inside(),
    "run.googleapis.com/Revision": revision,
    "spanner.googleapis.com/Backup": inside(),
    "sqladmin.googleapis.com/Backup": backup,
    "sqladmin.googleapis.com/BackupRun": inside(),
}
"""Types of their own; `providers.sources.gcp.parts` gives each to its whole."""

ADAPTERS: dict[str, Adapter] = {
    **PIECES,
    "compute.googleapis.com/InstanceSettings": none,
    "compute.googleapis.com/License": none,
}
