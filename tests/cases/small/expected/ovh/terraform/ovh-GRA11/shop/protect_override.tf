# Stores of data: remove this file to be able to destroy them.
resource "ovh_cloud_project_database" "orders" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "ovh_cloud_project_storage" "shop_media_2026" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "ovh_cloud_storage_block_volume" "web_data" {
  lifecycle {
    prevent_destroy = true
  }
}
