image_account_alias = ""
image_names = {
  debian_12    = "Ubuntu-24.04-2025.01"
  debian_13    = "Ubuntu-24.04-2025.01"
  rhel_8       = "Ubuntu-24.04-2025.01"
  rhel_9       = "Ubuntu-24.04-2025.01"
  rocky_9      = "Ubuntu-24.04-2025.01"
  ubuntu_22_04 = "Ubuntu-24.04-2025.01"
  ubuntu_24_04 = "Ubuntu-24.04-2025.01"
  windows_2019 = "Ubuntu-24.04-2025.01"
  windows_2022 = "Ubuntu-24.04-2025.01"
}
orders_password = "made-up-for-planning-only"
web_1_image_id  = "ami-00000001"
web_2_image_id  = "ami-00000001"
foundation = {
  outscale_net_net_id = {
    main = "vpc-12345678"
  }
  outscale_security_group_security_group_id = {
    web = "sg-12345678"
  }
  outscale_subnet_subnet_id = {
    "private/private-a" = "subnet-12345678"
    "private/private-b" = "subnet-12345678"
  }
}
