"""Cloud Run, Cloud Functions, App Engine: programs without a machine of their own."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, blocks, text, texts
from providers.sources.gcp.adapters.body import (
    REDACTED,
    Adapter,
    Asset,
    Native,
    View,
    decoded,
    made,
    pick,
    tail,
)

RUN = "run.googleapis.com"

INGRESS = {
    "all": "INGRESS_TRAFFIC_ALL",
    "internal": "INGRESS_TRAFFIC_INTERNAL_ONLY",
    "internal-and-cloud-load-balancing": "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
}
"""Annotation of the first version of the API -> word of the second."""


def _variable(one: View) -> dict[str, Any]:
    """An environment variable: which secret it holds, never a value."""
    source = block(one, "value_source") or block(one, "value_from")
    key = block(source, "secret_key_ref")
    found: dict[str, Any] = {"name": text(one, "name")}
    if key:
        word = text(key, "secret") or text(key, "name")
        found["value_source"] = [{"secret_key_ref": [{"secret": word}]}]
    elif one.get("value"):
        found["value"] = REDACTED
    return found


def _container(one: View) -> dict[str, Any]:
    return {
        **pick(one, name="name", image="image", ports="ports"),
        "resources": [{"limits": limits} for limits in blocks(block(one, "resources"), "limits")],
        "env": [_variable(variable) for variable in blocks(one, "env")],
    }


def _template(written: View) -> dict[str, Any]:
    """The template of the second version of the API."""
    access = block(written, "vpc_access")
    return {
        **pick(written, service_account="service_account", timeout="timeout"),
        "containers": [_container(one) for one in blocks(written, "containers")],
        "scaling": list(blocks(written, "scaling")),
        "vpc_access": [access] if access else [],
        "volumes": [dict(one) for one in blocks(written, "volumes")],
    }


def _first_version(data: View) -> dict[str, Any]:
    """A service as Knative writes it, in the form of the second version."""
    template = block(data, "spec", "template")
    spec = block(template, "spec")
    notes = block(template, "metadata", "annotations")
    scaling = {
        name: int(word)
        for name, key in (("min_instance_count", "minScale"), ("max_instance_count", "maxScale"))
        if (word := text(notes, f"autoscaling.knative.dev/{key}")[:9]).isdecimal()
    }
    databases = [
        word for word in text(notes, "run.googleapis.com/cloudsql-instances").split(",") if word
    ]
    access = {
        **(
            {"connector": connector}
            if (connector := text(notes, f"{RUN}/vpc-access-connector"))
            else {}
        ),
        **({"network_interfaces": found} if (found := _interfaces(notes)) else {}),
    }
    own = block(data, "metadata", "annotations")
    return {
        "template": [
            {
                **pick(spec, service_account="service_account_name"),
                "containers": [_container(one) for one in blocks(spec, "containers")],
                "scaling": [scaling] if scaling else [],
                "vpc_access": [access] if access else [],
                "volumes": [{"cloud_sql_instance": [{"instances": databases}]}]
                if databases
                else [],
            }
        ],
        "ingress": INGRESS.get(text(own, "run.googleapis.com/ingress")),
        "uri": text(block(data, "status"), "url") or None,
        "labels": _labels(block(data, "metadata")),
        **dict.fromkeys(("spec", "metadata", "status", "kind", "api_version")),
    }


def _interfaces(notes: View) -> list[Any]:
    """The subnetworks that a service reaches, which the first version writes as JSON in a text."""
    written = text(notes, f"{RUN}/network-interfaces")
    found = decoded(f'{{"all": {written}}}') if written else {}
    return list(blocks(found, "all"))


def _labels(metadata: View) -> dict[str, Any] | None:
    found = metadata.get("labels")
    if not isinstance(found, dict):
        return None
    return {key: word for key, word in found.items() if "googleapis.com/" not in key}


def service(asset: Asset) -> Iterator[Native]:
    """A service of Cloud Run, of either version of its API."""
    data = asset.data
    if block(data, "spec", "template"):
        yield made("google_cloud_run_v2_service", asset, _first_version(data))
        return
    template = block(data, "template")
    attributes = {"template": [_template(template)] if template else []}
    yield made("google_cloud_run_v2_service", asset, attributes)


def job(asset: Asset) -> Iterator[Native]:
    """A job of Cloud Run: its template lies in one more."""
    data = asset.data
    first = block(data, "spec", "template", "spec", "template", "spec")
    if first:
        written = {
            **pick(first, service_account="service_account_name"),
            "containers": [_container(one) for one in blocks(first, "containers")],
        }
        gone = dict.fromkeys(("spec", "metadata", "status", "kind", "api_version"))
        labels = _labels(block(data, "metadata"))
        attributes = {"template": [{"template": [written]}], "labels": labels, **gone}
    else:
        inner = block(data, "template", "template")
        attributes = {"template": [{"template": [_template(inner)]}] if inner else []}
    yield made("google_cloud_run_v2_job", asset, attributes)


def function(asset: Asset) -> Iterator[Native]:
    """A function of the first generation, or of the second by what it holds."""
    data = asset.data
    second = block(data, "service_config") or block(data, "build_config")
    if second or text(data, "environment") == "GEN_2":
        yield made("google_cloudfunctions2_function", asset)
        return
    trigger = block(data, "https_trigger")
    attributes = {
        "https_trigger_url": text(trigger, "url") or None,
        "source_archive_url": None,  # its query signs a download
        "source_upload_url": None,
    }
    yield made("google_cloudfunctions_function", asset, attributes)


def app_version(asset: Asset) -> Iterator[Native]:
    """A version of a service of App Engine."""
    environment = text(asset.data, "env").lower()
    kind = "flexible" if environment.startswith("flex") else "standard"
    pieces = asset.path.split("/")
    service_name = pieces[pieces.index("services") + 1] if "services" in pieces[:-1] else ""
    attributes = {
        "version_id": tail(asset.path),
        "service": service_name or None,
        "created_by": None,
        "env_variables": None,
    }
    yield made(f"google_app_engine_{kind}_app_version", asset, attributes)


def application(asset: Asset) -> Iterator[Native]:
    """App Engine of a project."""
    attributes = {
        "location": text(asset.data, "location_id") or None,
        "name": tail(asset.path),
        "iap": None,
        "domains": list(texts(asset.data, "domains")) or None,
    }
    yield made("google_app_engine_application", asset, attributes)


ADAPTERS: dict[str, Adapter] = {
    "run.googleapis.com/Service": service,
    "run.googleapis.com/Job": job,
    "cloudfunctions.googleapis.com/CloudFunction": function,
    "cloudfunctions.googleapis.com/Function": function,
    "appengine.googleapis.com/Version": app_version,
    "appengine.googleapis.com/Application": application,
}
