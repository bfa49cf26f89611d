# Every Block Storage:
# Lost (minor): The device name may differ. Instead: Mount by label or UUID.

# arn:aws:ec2:eu-west-3:123456789012:volume/vol-0a1b2c3d4e5f60001 (web-data)
# Lost (minor): A throughput was provisioned; here it follows from type and size. Instead: Measure under load; a
#   larger volume is a faster one.
resource "ovh_cloud_storage_block_volume" "web_data" {
  service_name = var.service_name
  region       = var.region
  name         = "web-data"
  size         = 100
  volume_type  = "HIGH_SPEED_GEN2"

  encryption = {
    enabled = true
  }
}

resource "openstack_compute_volume_attach_v2" "web_data" {
  region      = var.region
  instance_id = openstack_compute_instance_v2.web["web-1"].id
  volume_id   = ovh_cloud_storage_block_volume.web_data.id
}

# Every Object Storage (S3):
# Lost (minor): Names are shared by all customers of the service; the one of the source may be taken. Instead:
#   Change the name in the root before applying.
# Lost (minor): No event notifications are known (to be verified with OVHcloud). Instead: Let the writer send
#   the message.
# Lost (minor): Destroying a bucket empties it without being asked. Instead: Keep protect_override.tf.

# arn:aws:s3:::shop-media-2026 (shop-media-2026)
resource "ovh_cloud_project_storage" "shop_media_2026" {
  service_name = var.service_name
  region_name  = "GRA"
  name         = "shop-media-2026"
  hide_objects = true

  versioning = {
    status = "enabled"
  }

  encryption = {
    sse_algorithm = "AES256"
  }
}
