locals {
  private_network_subnet = {
    # arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60001 (private-a)
    private-a = {
      ip_range       = "10.0.1.0/24"
      subregion_name = "eu-west-2a"
      tags = {
        Name = "private-a"
      }
    }
    # arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60002 (private-b)
    private-b = {
      ip_range       = "10.0.2.0/24"
      subregion_name = "eu-west-2b"
      tags = {
        Name = "private-b"
      }
    }
  }
}

resource "outscale_subnet" "private" {
  for_each = local.private_network_subnet

  net_id         = outscale_net.main.net_id
  ip_range       = each.value.ip_range
  subregion_name = each.value.subregion_name

  dynamic "tags" {
    for_each = merge(var.tags, each.value.tags)
    content {
      key   = tags.key
      value = tags.value
    }
  }
}

# arn:aws:ec2:eu-west-3:123456789012:vpc/vpc-0a1b2c3d4e5f60001 (main)
resource "outscale_net" "main" {
  ip_range = "10.0.0.0/16"

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name = "main"
    })
    content {
      key   = tags.key
      value = tags.value
    }
  }
}
