# Every Private Network:
# Lost (minor): A private network spans the zones of the region. Instead: Choose zones where machines are made.

locals {
  private_network_subnet = {
    # arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60001 (private-a)
    private-a = {
      name  = "private-a"
      range = "10.0.1.0/24"
      tags  = ["Name=private-a"]
    }
    # arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60002 (private-b)
    private-b = {
      name  = "private-b"
      range = "10.0.2.0/24"
      tags  = ["Name=private-b"]
    }
  }
}

resource "scaleway_vpc_private_network" "private" {
  for_each = local.private_network_subnet

  name   = each.value.name
  vpc_id = scaleway_vpc.main.id
  tags   = each.value.tags

  ipv4_subnet {
    subnet = each.value.range
  }
}

# Every VPC:
# Lost (minor): A VPC has no range of its own; routing between its private networks cannot be turned off again.
#   Instead: Separate with rules (scaleway_vpc_acl) or several VPCs.

# arn:aws:ec2:eu-west-3:123456789012:vpc/vpc-0a1b2c3d4e5f60001 (main)
resource "scaleway_vpc" "main" {
  name           = "main"
  enable_routing = true
  tags           = ["Name=main"]
}
