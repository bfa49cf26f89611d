"""The least that a collection may be granted, made of what it asks."""

from typing import Any

from providers.sources.aws.operations import each, operations

IDENTITY = "sts:GetCallerIdentity"
REGIONS = "ec2:DescribeRegions"
MEASURES = ("cloudwatch:GetMetricData", "cloudwatch:ListMetrics")
ACCOUNTS = ("organizations:ListAccounts", "sts:AssumeRole")
"""What the caller needs besides for every account of an organisation."""

MANAGED = (
    "arn:aws:iam::aws:policy/SecurityAudit",
    "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
)
"""Policies of AWS's own that together allow nearly all of it, for those who may not make their own.

Source: AWS managed policy reference.
"""


def actions() -> dict[tuple[str, str], tuple[str, ...]]:
    """(service, operation) as the ledger writes it -> the IAM actions that it needs."""
    found: dict[tuple[str, str], tuple[str, ...]] = {
        ("sts", "get_caller_identity"): (IDENTITY,),
        ("ec2", "describe_regions"): (REGIONS,),
        ("cloudwatch", "get_metric_data"): MEASURES[:1],
        ("cloudwatch", "list_metrics"): MEASURES[1:],
        ("organizations", "list_accounts"): ACCOUNTS[:1],
        ("sts", "assume_role"): ACCOUNTS[1:],
    }
    for root in operations():
        found[root.service, root.name] = root.actions
        for one in each(root.details):
            found[one.service, f"{root.name}/{one.call}"] = one.actions
    return found


def policy_document() -> dict[str, Any]:
    """The IAM policy that a collection of an account needs, and nothing more."""
    granted: dict[tuple[str, ...], set[str]] = {("*",): {IDENTITY, REGIONS, *MEASURES}}
    for one in each(operations()):
        granted.setdefault(one.granted_on or ("*",), set()).update(one.actions)
    statements = [
        {
            "Sid": "TranshumanceReadOnly" + (str(number) if number else ""),
            "Effect": "Allow",
            "Action": sorted(given),
            "Resource": list(on) if on != ("*",) else "*",
        }
        for number, (on, given) in enumerate(sorted(granted.items()))
    ]
    return {"Version": "2012-10-17", "Statement": statements}
