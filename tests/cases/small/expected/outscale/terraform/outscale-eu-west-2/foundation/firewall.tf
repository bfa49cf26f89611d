# Pour chaque groupe de sécurité:
# Perdu (mineur): Une règle ne porte ni description ni priorité. À la place: Sa clé dans Terraform dit ce
#   qu'elle ouvre.

# arn:aws:ec2:eu-west-3:123456789012:security-group/sg-0a1b2c3d4e5f60001 (web)
resource "outscale_security_group" "web" {
  net_id              = outscale_net.main.net_id
  security_group_name = "web"
  description         = "web"

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "web"
      application = "shop"
      criticality = "high"
      owner       = "team-shop"
    })
    content {
      key   = tags.key
      value = tags.value
    }
  }
}

resource "outscale_security_group_rule" "web" {
  for_each = {
    in-tcp-443 = {
      flow      = "Inbound"
      protocol  = "tcp"
      from_port = 443
      to_port   = 443
      ranges    = ["0.0.0.0/0"]
      groups    = []
    }
  }

  flow              = each.value.flow
  security_group_id = outscale_security_group.web.security_group_id

  rules {
    ip_protocol     = each.value.protocol
    from_port_range = each.value.from_port
    to_port_range   = each.value.to_port
    ip_ranges       = each.value.ranges

    dynamic "security_groups_members" {
      for_each = each.value.groups
      content {
        security_group_id = security_groups_members.value
      }
    }
  }
}
