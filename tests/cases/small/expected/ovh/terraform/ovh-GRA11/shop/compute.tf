locals {
  web_compute_vm = {
    # arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001 (web-1)
    # Lost (major): 3000 operations a second were provisioned; at this size the type gives 900. Instead: Enlarge the
    #   volume, stripe several, or use a flavour with local NVMe.
    # Lost (major): It runs ?; OVHcloud has no such public image, it is built from ubuntu-24.04. Instead: Rebuild it
    #   on that system, or import its disk as an image: export ami-1 as qcow2, then `openstack_images_image_v2`.
    # Lost (minor): Its key pair was not read; nobody can log in by key. Instead: Add the public keys in its
    #   cloud-init file, or set key_pair.
    web-1 = {
      name    = "web-1"
      subnet  = local.foundation.ovh_cloud_network_private_vrack_subnet_id["private_a"]
      address = "10.0.1.10"
      host    = "web-1"
    }
    # arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60002 (web-2)
    # Lost (major): 3000 operations a second were provisioned; at this size the type gives 900. Instead: Enlarge the
    #   volume, stripe several, or use a flavour with local NVMe.
    # Lost (major): It runs ?; OVHcloud has no such public image, it is built from ubuntu-24.04. Instead: Rebuild it
    #   on that system, or import its disk as an image: export ami-1 as qcow2, then `openstack_images_image_v2`.
    # Lost (minor): Its key pair was not read; nobody can log in by key. Instead: Add the public keys in its
    #   cloud-init file, or set key_pair.
    web-2 = {
      name    = "web-2"
      subnet  = local.foundation.ovh_cloud_network_private_vrack_subnet_id["private_b"]
      address = "10.0.2.10"
      host    = "web-2"
    }
  }
}

# The port carries address and security groups by id; groups named on the instance would be ignored.
resource "openstack_networking_port_v2" "web" {
  for_each = local.web_compute_vm

  region             = var.region
  name               = each.value.name
  network_id         = local.foundation.ovh_cloud_network_private_vrack_id["main"]
  admin_state_up     = true
  security_group_ids = [ovh_cloud_security_group.web.id]

  fixed_ip {
    subnet_id  = each.value.subnet
    ip_address = each.value.address
  }
}

resource "openstack_compute_instance_v2" "web" {
  for_each = local.web_compute_vm

  region      = var.region
  name        = each.value.name
  flavor_name = "b3-8"

  network {
    port = openstack_networking_port_v2.web[each.key].id
  }

  block_device {
    uuid                  = try(var.image_ids["ubuntu-24.04"], one(data.openstack_images_image_v2.ubuntu_24_04_84f825.*.id))
    source_type           = "image"
    destination_type      = "volume"
    boot_index            = 0
    volume_size           = 30
    volume_type           = "high-speed-gen2-luks"
    delete_on_termination = true
  }

  # Names the way out, so that it stands before cloud-init fetches anything.
  metadata = {
    gateway = local.foundation.ovh_cloud_gateway_id["main"]
  }

  lifecycle {
    # A newer public image of the same name must not rebuild the machine.
    ignore_changes = [block_device]
  }
}
