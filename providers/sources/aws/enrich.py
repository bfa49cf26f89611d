"""What is asked for one object at a time: tags, and the settings of buckets."""

from typing import Any

from providers.sources.aws.api import Answer, pick, tags


def plain_tags(answer: Answer) -> dict[str, Any]:
    """Tags of a balancer or target group."""
    return {"tags": tags(answer)}


def zone_tags(answer: Answer) -> dict[str, Any]:
    """Tags of a hosted zone."""
    return {"tags": tags(answer.get("ResourceTagSet") or {})}


def zone_networks(answer: Answer) -> dict[str, Any]:
    """The networks that see a private zone."""
    return {"vpc": [pick(item, vpc_id="VPCId") for item in answer.get("VPCs") or ()]}


def balancer_settings(answer: Answer) -> dict[str, Any]:
    """Where a balancer writes its access logs."""
    found = {item.get("Key"): item.get("Value") for item in answer.get("Attributes") or ()}
    enabled = found.get("access_logs.s3.enabled") == "true"
    bucket = found.get("access_logs.s3.bucket") if enabled else None
    return {"access_logs": [{"enabled": True, "bucket": bucket}] if bucket else []}


def group_settings(answer: Answer) -> dict[str, Any]:
    """Whether a target group keeps a client at one machine."""
    found = {item.get("Key"): item.get("Value") for item in answer.get("Attributes") or ()}
    return {"stickiness": [{"enabled": found.get("stickiness.enabled")}]}


def bucket_region(answer: Answer) -> dict[str, Any]:
    """Where a bucket is: the oldest region answers nothing, Ireland's oldest buckets `EU`.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
    """
    word = answer.get("LocationConstraint") or "us-east-1"
    return {"region": "eu-west-1" if word == "EU" else word}


def bucket_tags(answer: Answer) -> dict[str, Any]:
    """Tags of a bucket."""
    return {"tags": tags(answer, "TagSet")}


def bucket_versioning(answer: Answer) -> dict[str, Any]:
    """Whether a bucket keeps old versions; one that never had it set answers no status."""
    return {"versioning": [{"enabled": answer.get("Status") == "Enabled"}]}


def bucket_encryption(answer: Answer) -> dict[str, Any]:
    """With what key a bucket encrypts."""
    rules: Any = (answer.get("ServerSideEncryptionConfiguration") or {}).get("Rules") or ({},)
    default = rules[0].get("ApplyServerSideEncryptionByDefault") or {}
    inner = pick(default, sse_algorithm="SSEAlgorithm", kms_master_key_id="KMSMasterKeyID")
    rule = {"apply_server_side_encryption_by_default": [inner]}
    return {"server_side_encryption_configuration": [{"rule": [rule]}]}


def bucket_lifecycle(answer: Answer) -> dict[str, Any]:
    """When objects move or go."""
    return {"lifecycle_rule": [_lifecycle(rule) for rule in answer.get("Rules") or ()]}


def _lifecycle(rule: Answer) -> dict[str, Any]:
    scope = rule.get("Filter") or {}
    prefix = scope.get("Prefix") or (scope.get("And") or {}).get("Prefix") or rule.get("Prefix")
    expiration = rule.get("Expiration") or {}
    return {
        "prefix": prefix,
        "status": rule.get("Status"),
        "expiration": [pick(expiration, days="Days")] if expiration else [],
        "transition": [
            pick(move, days="Days", storage_class="StorageClass")
            for move in rule.get("Transitions") or ()
        ],
    }


def bucket_public(answer: Answer) -> dict[str, Any]:
    """Whether a bucket's policy opens it to everybody."""
    public = (answer.get("PolicyStatus") or {}).get("IsPublic")
    return {"policy_is_public": public, "policy": "present"}


def bucket_website(answer: Answer) -> dict[str, Any]:
    """That a bucket serves pages, and which it begins with."""
    index = answer.get("IndexDocument") or {}
    return {"website": [{"index_document": index.get("Suffix")}]}


def repository_size(answer: Answer) -> dict[str, Any]:
    """Bytes of the images that a registry keeps."""
    sizes = [one.get("imageSizeInBytes") for one in answer.get("imageDetails") or ()]
    return {"stored_bytes": sum(size for size in sizes if isinstance(size, int))}
