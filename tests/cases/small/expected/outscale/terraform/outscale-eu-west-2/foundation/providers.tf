# Credentials never stand in the configuration: the provider reads OSC_ACCESS_KEY and OSC_SECRET_KEY, or a
# profile of ~/.osc/config.json.
provider "outscale" {
  api {
    region = var.region
  }

  oks {
    region = var.region
  }
}
