# Every Block Storage:
# Lost (minor): A volume lies in one zone and cannot shrink. Instead: Copy snapshots to a bucket for another
#   zone.

# arn:aws:ec2:eu-west-3:123456789012:volume/vol-0a1b2c3d4e5f60001 (web-data)
resource "scaleway_block_volume" "web_data" {
  name       = "web-data"
  size_in_gb = 108
  iops       = 5000
  zone       = "fr-par-1"
  tags       = ["Name=web-data", "application=shop", "criticality=high", "owner=team-shop"]
}

# Every Object Storage:
# Lost (minor): No event notifications, no access points; versioning cannot be undone. Instead: Send events from
#   the application to a queue.

# arn:aws:s3:::shop-media-2026 (shop-media-2026)
resource "scaleway_object_bucket" "shop_media_2026" {
  name = join("", ["shop-media-2026", var.global_suffix])
  tags = {
    application = "shop"
    criticality = "high"
    owner       = "team-shop"
  }

  versioning {
    enabled = true
  }
}

resource "scaleway_object_bucket_acl" "shop_media_2026" {
  bucket = scaleway_object_bucket.shop_media_2026.id
  acl    = "private"
}

resource "scaleway_object_bucket_server_side_encryption_configuration" "shop_media_2026" {
  bucket = scaleway_object_bucket.shop_media_2026.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
