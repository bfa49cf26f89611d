# Stores of data: remove this file to be able to destroy them.
resource "scaleway_block_volume" "web_data" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "scaleway_object_bucket" "shop_media_2026" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "scaleway_rdb_instance" "orders" {
  lifecycle {
    prevent_destroy = true
  }
}
