# Réservoirs de données : retirez ce fichier pour pouvoir les détruire.
resource "aws_s3_bucket" "shop_media_2026" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "outscale_volume" "orders" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "outscale_volume" "web_data" {
  lifecycle {
    prevent_destroy = true
  }
}
