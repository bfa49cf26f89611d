# Every Security group:
# Lost (major): A security group filters public traffic of instances; private networks, balancers and databases
#   are not behind it. Instead: Write rules of the VPC (scaleway_vpc_acl) for private traffic.

# arn:aws:ec2:eu-west-3:123456789012:security-group/sg-0a1b2c3d4e5f60001 (web)
resource "scaleway_instance_security_group" "web" {
  for_each = toset(["fr-par-1", "fr-par-2"])

  name                    = "web"
  description             = "web"
  zone                    = each.value
  inbound_default_policy  = "drop"
  outbound_default_policy = "accept"
  stateful                = true
  tags                    = ["application=shop", "criticality=high", "owner=team-shop"]

  inbound_rule {
    action   = "accept"
    protocol = "TCP"
    port     = 443
    ip_range = "0.0.0.0/0"
  }
}
