output "scaleway_instance_server_ids" {
  description = "Ids of the instances, by name."
  value = {
    web_1 = scaleway_instance_server.web_1.id
    web_2 = scaleway_instance_server.web_2.id
  }
}
