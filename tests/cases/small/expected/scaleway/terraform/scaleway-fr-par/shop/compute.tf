# Every Instances:
# Lost (minor): An instance lies in one zone and does not restart elsewhere by itself. Instead: Run two behind a
#   balancer.
# Lost (minor): Outgoing SMTP is blocked by default. Instead: Use Transactional Email, or ask for it to be
#   opened.

# arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001 (web-1)
# Lost (major): Neither its system nor an image known here was read (ami-1): a variable asks for the image.
#   Instead: Give a marketplace label, or the id of an imported image.
# Lost (minor): The key key-pair/ops is not attached to this machine: SSH keys belong to the project and enter
#   every instance. Instead: Separate projects where keys must not be shared.
resource "scaleway_instance_server" "web_1" {
  name                  = "web-1"
  type                  = "DEV1-L"
  image                 = var.image_ami_1
  zone                  = "fr-par-1"
  security_group_id     = scaleway_instance_security_group.web["fr-par-1"].id
  additional_volume_ids = [scaleway_block_volume.web_data.id]
  tags                  = ["Name=web-1", "application=shop", "criticality=high", "owner=team-shop"]

  root_volume {
    size_in_gb            = 33
    volume_type           = "sbs_volume"
    sbs_iops              = 5000
    delete_on_termination = true
  }

  lifecycle {
    # A newer image must not rebuild a machine: that is a decision.
    ignore_changes = [image]
  }
}

# A booked address survives the server.
resource "scaleway_ipam_ip" "web_1" {
  address = "10.0.1.10"
  tags    = ["Name=web-1", "application=shop", "criticality=high", "owner=team-shop"]

  source {
    private_network_id = local.foundation.scaleway_vpc_private_network_id["private/private-a"]
  }
}

resource "scaleway_instance_private_nic" "web_1" {
  server_id          = scaleway_instance_server.web_1.id
  private_network_id = local.foundation.scaleway_vpc_private_network_id["private/private-a"]
  ipam_ip_ids        = [scaleway_ipam_ip.web_1.id]
  zone               = "fr-par-1"
}

# arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60002 (web-2)
# Lost (major): Neither its system nor an image known here was read (ami-1): a variable asks for the image.
#   Instead: Give a marketplace label, or the id of an imported image.
# Lost (minor): The key key-pair/ops is not attached to this machine: SSH keys belong to the project and enter
#   every instance. Instead: Separate projects where keys must not be shared.
resource "scaleway_instance_server" "web_2" {
  name              = "web-2"
  type              = "DEV1-L"
  image             = var.image_ami_1
  zone              = "fr-par-2"
  security_group_id = scaleway_instance_security_group.web["fr-par-2"].id
  tags              = ["Name=web-2", "application=shop", "criticality=high", "owner=team-shop"]

  root_volume {
    size_in_gb            = 33
    volume_type           = "sbs_volume"
    sbs_iops              = 5000
    delete_on_termination = true
  }

  lifecycle {
    # A newer image must not rebuild a machine: that is a decision.
    ignore_changes = [image]
  }
}

# A booked address survives the server.
resource "scaleway_ipam_ip" "web_2" {
  address = "10.0.2.10"
  tags    = ["Name=web-2", "application=shop", "criticality=high", "owner=team-shop"]

  source {
    private_network_id = local.foundation.scaleway_vpc_private_network_id["private/private-b"]
  }
}

resource "scaleway_instance_private_nic" "web_2" {
  server_id          = scaleway_instance_server.web_2.id
  private_network_id = local.foundation.scaleway_vpc_private_network_id["private/private-b"]
  ipam_ip_ids        = [scaleway_ipam_ip.web_2.id]
  zone               = "fr-par-2"
}
