"""Who reads what only a live collection asks: parts of other objects, and what completes them."""

from collections.abc import Mapping

from providers.sources.aws import api_balancing, api_lists, api_scaling, api_services, enrich
from providers.sources.aws.api import Adapt, AdaptDetail, Enrich

LISTS: Mapping[str, Adapt] = {"kafka.list_clusters_v2": api_lists.kafka_cluster}
"""Operation -> what makes records of an object that it lists, where no export has it."""

PARTS: Mapping[str, AdaptDetail] = {
    "elbv2.describe_listeners": api_balancing.listener,
    "elbv2.describe_rules": api_balancing.listener_rule,
    "elbv2.describe_target_health": api_balancing.target,
    "route53.list_resource_record_sets": api_services.name_record,
}
"""Operation -> what makes records of an object that is a part of the one it was asked for."""

COMPLETIONS: Mapping[str, Enrich] = {
    "ec2.describe_launch_template_versions": api_scaling.template_version,
    "ecr.describe_images": enrich.repository_size,
    "elb.describe_tags": enrich.plain_tags,
    "elbv2.describe_load_balancer_attributes": enrich.balancer_settings,
    "elbv2.describe_tags": enrich.plain_tags,
    "elbv2.describe_target_group_attributes": enrich.group_settings,
    "route53.get_hosted_zone": enrich.zone_networks,
    "route53.list_tags_for_resource": enrich.zone_tags,
    "s3.get_bucket_encryption": enrich.bucket_encryption,
    "s3.get_bucket_lifecycle_configuration": enrich.bucket_lifecycle,
    "s3.get_bucket_location": enrich.bucket_region,
    "s3.get_bucket_policy_status": enrich.bucket_public,
    "s3.get_bucket_tagging": enrich.bucket_tags,
    "s3.get_bucket_versioning": enrich.bucket_versioning,
    "s3.get_bucket_website": enrich.bucket_website,
}
"""Operation -> further attributes of the object that it was asked for."""
