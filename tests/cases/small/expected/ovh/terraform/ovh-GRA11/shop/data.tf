# Skipped where image_ids holds the id: a plan needs no account then.
data "openstack_images_image_v2" "ubuntu_24_04_84f825" {
  count = contains(keys(var.image_ids), "ubuntu-24.04") ? 0 : 1

  region      = var.region
  name        = "Ubuntu 24.04"
  visibility  = "public"
  most_recent = true
}
