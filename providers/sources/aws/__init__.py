"""AWS as a source: what its Terraform types and API objects mean, and what they cost there."""

from planner.model.protocols import Attributes, FromTerraform, Source
from providers.sources.aws import (
    addresses,
    autoscaling,
    ebs,
    ec2,
    efs,
    eks,
    elasticache,
    elb,
    iam,
    messages,
    other,
    rds,
    route53,
    routes,
    s3,
    secrets,
    security_groups,
    vpc,
)
from providers.sources.aws.assemble import assemble
from providers.sources.aws.bill import FREE_KINDS, bill, transfer
from providers.sources.aws.export import adapt
from providers.sources.aws.listed import lists
from providers.sources.aws.measures import NATIVE_TYPE
from providers.use import reading

RULES: dict[str, FromTerraform] = {
    **addresses.RULES,
    **autoscaling.RULES,
    **ebs.RULES,
    **ec2.RULES,
    **efs.RULES,
    **eks.RULES,
    **elasticache.RULES,
    **elb.RULES,
    **iam.RULES,
    **messages.RULES,
    **other.RULES,
    **rds.RULES,
    **route53.RULES,
    **routes.RULES,
    **s3.RULES,
    **secrets.RULES,
    **security_groups.RULES,
    **vpc.RULES,
    NATIVE_TYPE: reading,
}
"""Terraform type -> what it means, from one file a service."""


def identify(_type: str, attributes: Attributes, _account: str, _region: str) -> str:
    """The ARN that a record of a type without a rule states; '' where it states none."""
    for key in ("arn", "id"):
        word = attributes.get(key)
        if isinstance(word, str) and word.startswith("arn:"):
            return word
    return ""


SOURCE = Source(
    name="aws",
    prefixes=("aws_",),
    rules=RULES,
    bill=bill,
    free_kinds=FREE_KINDS,
    transfer=transfer,
    identify=identify,
    assemble=assemble,
    adapt=adapt,
    lists=lists,
    context_types=frozenset({"aws_ami"}),
)
