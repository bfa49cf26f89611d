data "outscale_image" "ubuntu_24_04" {
  most_recent = true

  filter {
    name   = "image_names"
    values = [var.image_names["ubuntu_24_04"]]
  }

  # Official OMIs only: without it any account may publish a look-alike.
  dynamic "filter" {
    for_each = compact([var.image_account_alias])
    content {
      name   = "account_aliases"
      values = [filter.value]
    }
  }
}
