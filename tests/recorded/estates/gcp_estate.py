"""The words of the Google Cloud estate: links, labels, and how each service writes its ids."""
# A block of attributes a line, as a table, is read faster than wrapped.

from terraform_state import Attributes, Properties, State

PROJECT = "sante-continue-prod"
NUMBER = "482917305664"
REGION = "europe-west9"
COMPUTE = "https://www.googleapis.com/compute/v1/"

Labels = dict[str, str]


def labelled(application: str, owner: str, criticality: str, data: str = "internal") -> Labels:
    """The labels that the company's naming rules ask for."""
    return {
        "application": application,
        "criticality": criticality,
        "data-class": data,
        "environment": "prod",
        "owner": owner,
    }


class Gcp:
    """Adds resources to a state, with ids and links as Google makes them."""

    def __init__(self, properties: Properties) -> None:
        self.state = State(properties, "google", "8c41e0d7-2b9f-4a63-9e58-1d7f0a6c3b92")

    def add(self, native_type: str, label: str, identity: str, values: Attributes) -> Attributes:
        """A resource whose id is given as the provider writes it."""
        full = {"id": identity, "project": PROJECT, **values}
        schema = self.state.schema(native_type)
        if schema:
            full = {key: value for key, value in full.items() if key in schema}
        if "labels" in full and "effective_labels" in schema:
            full["effective_labels"] = {**full["labels"], "goog-terraform-provisioned": "true"}
            full["terraform_labels"] = full["effective_labels"]
        return self.state.add(native_type, label, full)

    def compute(
        self, native_type: str, label: str, place: str, name: str, values: Attributes
    ) -> Attributes:
        """A resource of Compute Engine; `place` is `global/networks`, `zones/Z/instances`, …"""
        identity = f"projects/{PROJECT}/{place}/{name}"
        where, _, inside = place.partition("/")
        given: Attributes = {"name": name, "self_link": f"{COMPUTE}{identity}", **values}
        if where == "zones":
            given["zone"] = inside.partition("/")[0]
        elif where == "regions":
            given["region"] = inside.partition("/")[0]
        return self.add(native_type, label, identity, given)

    def located(
        self, native_type: str, label: str, collection: str, name: str, values: Attributes
    ) -> Attributes:
        """A resource under `projects/P/locations/L`."""
        identity = f"projects/{PROJECT}/locations/{REGION}/{collection}/{name}"
        return self.add(native_type, label, identity, {"location": REGION, "name": name, **values})

    def account(self, name: str, title: str, roles: list[str]) -> str:
        """A service account with roles over the project; returns its address."""
        email = f"{name}@{PROJECT}.iam.gserviceaccount.com"
        label = name.replace("-", "_")
        self.add(
            "google_service_account",
            label,
            f"projects/{PROJECT}/serviceAccounts/{email}",
            {"account_id": name, "display_name": title, "email": email, "disabled": False,
             "member": f"serviceAccount:{email}", "description": "",
             "name": f"projects/{PROJECT}/serviceAccounts/{email}"},
        )  # fmt: skip
        for role in roles:
            self.add(
                "google_project_iam_member",
                f"{label}_{role.rpartition('.')[0].rpartition('/')[2]}",
                f"{PROJECT}/{role}/serviceAccount:{email}",
                {"role": role, "member": f"serviceAccount:{email}", "condition": []},
            )
        return email

    def bucket(self, name: str, labels: Labels, values: Attributes) -> Attributes:
        """A bucket that nobody outside may read."""
        return self.add(
            "google_storage_bucket",
            name.removeprefix("sante-continue-").replace("-", "_"),
            name,
            {"name": name, "location": "EUROPE-WEST9", "storage_class": "STANDARD", "labels": labels,
             "uniform_bucket_level_access": True, "public_access_prevention": "enforced",
             "force_destroy": False, "versioning": [{"enabled": True}], "url": f"gs://{name}",
             "self_link": f"https://www.googleapis.com/storage/v1/b/{name}",
             "soft_delete_policy": [{"retention_duration_seconds": 604800}], **values},
        )  # fmt: skip

    def secret(self, name: str, labels: Labels) -> Attributes:
        """A secret with a version whose value is not in the state (written once, write-only)."""
        found = self.add(
            "google_secret_manager_secret",
            name.replace("-", "_"),
            f"projects/{PROJECT}/secrets/{name}",
            {"secret_id": name, "name": f"projects/{NUMBER}/secrets/{name}", "labels": labels,
             "annotations": {}, "replication": [
                 {"auto": [], "user_managed": [{"replicas": [{"location": REGION}]}]}]},
        )  # fmt: skip
        self.add(
            "google_secret_manager_secret_version",
            name.replace("-", "_"),
            f"projects/{NUMBER}/secrets/{name}/versions/1",
            {"secret": found["id"], "enabled": True, "version": "1", "deletion_policy": "DELETE",
             "name": f"projects/{NUMBER}/secrets/{name}/versions/1"},
        )  # fmt: skip
        return found
