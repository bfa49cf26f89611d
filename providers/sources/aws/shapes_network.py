"""What the objects of network services are called, where Terraform calls it otherwise."""

from providers.sources.aws.shape import Shape

SHAPES: dict[str, Shape] = {
    "aws_api_gateway_rest_api": Shape(
        id=("id",), build="apigateway:/restapis/{}", nameless=("account",)
    ),
    "aws_apigatewayv2_api": Shape(
        id=("api_id",), build="apigateway:/apis/{}", nameless=("account",)
    ),
    "aws_cloudfront_distribution": Shape(
        id=("id",),
        build="cloudfront:distribution/{}",
        names={
            "origins.items": "origin",
            "distribution_config.origins": "origin",
            "distribution_config.comment": "comment",
            "distribution_config.price_class": "price_class",
            "distribution_config.viewer_certificate": "viewer_certificate",
            "distribution_config.web_acl_id": "web_acl_id",
        },
        nameless=("region",),
    ),
    "aws_customer_gateway": Shape(id=("customer_gateway_id",), build="ec2:customer-gateway/{}"),
    "aws_dx_connection": Shape(
        id=("connection_id",),
        build="directconnect:dxcon/{}",
        names={"connection_name": "name"},
    ),
    "aws_ec2_client_vpn_endpoint": Shape(
        id=("client_vpn_endpoint_id",), build="ec2:client-vpn-endpoint/{}"
    ),
    "aws_ec2_transit_gateway": Shape(
        id=("transit_gateway_id",),
        arn=("transit_gateway_arn",),
        build="ec2:transit-gateway/{}",
    ),
    "aws_ec2_transit_gateway_route_table": Shape(
        id=("transit_gateway_route_table_id",), build="ec2:transit-gateway-route-table/{}"
    ),
    "aws_ec2_transit_gateway_vpc_attachment": Shape(
        id=("transit_gateway_attachment_id",), build="ec2:transit-gateway-attachment/{}"
    ),
    "aws_egress_only_internet_gateway": Shape(
        id=("egress_only_internet_gateway_id",),
        build="ec2:egress-only-internet-gateway/{}",
        names={"attachments.0.vpc_id": "vpc_id"},
    ),
    "aws_flow_log": Shape(
        id=("flow_log_id",),
        build="ec2:vpc-flow-log/{}",
        names={"resource_id": "vpc_id", "deliver_logs_permission_arn": "iam_role_arn"},
    ),
    "aws_globalaccelerator_accelerator": Shape(id=("name",), arn=("accelerator_arn",)),
    "aws_networkfirewall_firewall": Shape(
        id=("firewall_name",),
        arn=("firewall_arn",),
        names={"firewall_name": "name", "subnet_mappings": "subnet_mapping"},
    ),
    "aws_route53_health_check": Shape(
        id=("id",), build="route53:healthcheck/{}", nameless=("region", "account")
    ),
    "aws_route53_resolver_endpoint": Shape(id=("id",), arn=("resolver_endpoint_arn",)),
    "aws_route53_resolver_rule": Shape(id=("id",), arn=("resolver_rule_arn",)),
    "aws_vpc_endpoint": Shape(
        id=("vpc_endpoint_id",),
        build="ec2:vpc-endpoint/{}",
        names={"groups.*.group_id": "security_group_ids"},
    ),
    "aws_vpc_endpoint_service": Shape(
        id=("service_id",), build="ec2:vpc-endpoint-service/{}", names={"service_name": "name"}
    ),
    "aws_vpc_peering_connection": Shape(
        id=("vpc_peering_connection_id",),
        build="ec2:vpc-peering-connection/{}",
        names={
            "requester_vpc_info.vpc_id": "vpc_id",
            "accepter_vpc_info.vpc_id": "peer_vpc_id",
            "accepter_vpc_info.owner_id": "peer_owner_id",
            "accepter_vpc_info.region": "peer_region",
        },
    ),
    "aws_vpn_connection": Shape(
        id=("vpn_connection_id",),
        build="ec2:vpn-connection/{}",
        # It holds the pre-shared keys of both tunnels, as XML.
        drop=("customer_gateway_configuration", "options"),
    ),
    "aws_vpn_gateway": Shape(
        id=("vpn_gateway_id",),
        build="ec2:vpn-gateway/{}",
        names={"vpc_attachments.0.vpc_id": "vpc_id"},
    ),
    "aws_wafv2_ip_set": Shape(id=("id",)),
    "aws_wafv2_rule_group": Shape(id=("id",)),
    "aws_wafv2_web_acl": Shape(id=("id",), names={"rules": "rule"}),
}
