"""Serve AWS by moto for remaking the sample estate, with two things mended that the provider needs.

moto gives every database the same resource id, and a replication group no member clusters; the AWS
provider looks both up while it applies. Run it beside `terraform apply`; see README.md.
"""

import hashlib
import os
import threading
from typing import Any

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

import boto3
from moto.rds import models
from moto.server import ThreadedMotoServer

PORT = 5555


class DistinctDatabase(models.DBInstance):  # type: ignore[misc] # moto is untyped
    """A database whose resource id comes from its name, a replica's too."""

    __module__ = "moto.rds.models"  # moto finds the service by the name of the module

    @property
    def dbi_resource_id(self) -> str:
        """The id that AWS would give it."""
        digest = hashlib.sha256(self.db_instance_identifier.encode()).hexdigest()
        return "db-" + digest[:26].upper()

    @dbi_resource_id.setter
    def dbi_resource_id(self, _value: Any) -> None:  # noqa: ANN401 - moto's own
        """Let moto set its constant in vain."""


def main() -> None:
    """Serve until interrupted."""
    models.DBInstance = DistinctDatabase
    ThreadedMotoServer(ip_address="127.0.0.1", port=PORT, verbose=False).start()
    cache = boto3.client(
        "elasticache",
        endpoint_url=f"http://127.0.0.1:{PORT}",
        region_name="eu-west-3",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - moto takes any
    )
    for number in (1, 2):
        cache.create_cache_cluster(
            CacheClusterId=f"storefront-sessions-00{number}",
            CacheNodeType="cache.r6g.large",
            Engine="redis",
            EngineVersion="7.1",
            NumCacheNodes=1,
        )
    threading.Event().wait()


if __name__ == "__main__":
    main()
