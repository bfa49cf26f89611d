output "outscale_vm_private_ips" {
  description = "Adresse privée de chaque VM."
  value = {
    "web/web-1" = outscale_vm.web["web-1"].private_ip
    "web/web-2" = outscale_vm.web["web-2"].private_ip
  }
}

output "aws_s3_bucket_ids" {
  description = "Nom de chaque seau."
  value = {
    shop_media_2026 = aws_s3_bucket.shop_media_2026.id
  }
}
