"""What moto serves of the operations, and how its clients are made."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from providers.sources.aws.clients import Manner
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import operations

REGION = "eu-west-3"
ACCOUNT = "123456789012"
"""moto's own."""

ONCE = Manner(attempts=1)
"""What moto does not know it answers by 500, which the SDK would ask six times."""

UNSERVED = frozenset(
    {
        "appconfig.list_applications",
        "apprunner.list_services",
        "bedrock.list_provisioned_model_throughputs",
        "codecommit.list_repositories",
        "dlm.get_lifecycle_policies",
        "ec2.describe_client_vpn_endpoints",
        "ec2.describe_instance_connect_endpoints",
        "ec2.describe_placement_groups",
        "eks.list_addons",
        "elasticache.describe_cache_parameter_groups",
        "elasticache.describe_serverless_caches",
        "globalaccelerator.list_accelerators",
        "keyspaces.list_keyspaces",
        "lightsail.get_instances",
        "lightsail.get_relational_databases",
        "mediaconvert.list_queues",
        "mwaa.list_environments",
        "rds.describe_option_groups",
        "redshift-serverless.list_workgroups",
        "resource-explorer-2.list_resources",
        "timestream-write.list_tables",
        "xray.get_groups",
    }
)


def served(some: Iterable[Operation] | None = None) -> tuple[Operation, ...]:
    """The operations without those that moto has not."""
    return tuple(
        msgspec.structs.replace(one, details=served(one.details))
        for one in (operations() if some is None else some)
        if one.title not in UNSERVED
    )


def of(*titles: str) -> tuple[Operation, ...]:
    """Some operations, with their details."""
    return tuple(one for one in operations() if one.title in titles)


def session(**credentials: str) -> Any:  # noqa: ANN401 - boto3 is untyped
    import boto3  # type: ignore[import-untyped] # noqa: PLC0415 - an extra

    given = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", **credentials}
    return boto3.Session(region_name=REGION, **given)


def assumed(endpoint: str, account: str) -> Any:  # noqa: ANN401 - boto3 is untyped
    """A session in another account of the server."""
    sts = session().client("sts", endpoint_url=endpoint)
    role = f"arn:aws:iam::{account}:role/Maker"
    given = sts.assume_role(RoleArn=role, RoleSessionName="maker")["Credentials"]
    return session(
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )


def clients(endpoint: str, owner: Any) -> Callable[[str, str], Any]:  # noqa: ANN401 - a session
    """Clients of a session by service and region, each made once."""
    made: dict[tuple[str, str], Any] = {}

    def client(service: str, region: str) -> Any:  # noqa: ANN401 - boto3 is untyped
        key = (service, region)
        if key not in made:
            made[key] = owner.client(service, region_name=region, endpoint_url=endpoint)
        return made[key]

    return client
