output "outscale_net_net_id" {
  description = "net_id de chaque outscale_net utilisé par les applications, par nom."
  value = {
    main = outscale_net.main.net_id
  }
}

output "outscale_security_group_security_group_id" {
  description = "security_group_id de chaque outscale_security_group utilisé par les applications, par nom."
  value = {
    web = outscale_security_group.web.security_group_id
  }
}

output "outscale_subnet_subnet_id" {
  description = "subnet_id de chaque outscale_subnet utilisé par les applications, par nom."
  value = {
    "private/private-a" = outscale_subnet.private["private-a"].subnet_id
    "private/private-b" = outscale_subnet.private["private-b"].subnet_id
  }
}
