# The policy of acme.json with Terraform or OpenTofu. The provider sends the whole map of attributes at every change of the realm, and Keycloak removes
# what is not in it: so all attributes of the realm stand here, those of others too, and nobody edits the policy anywhere else.
terraform {
  required_providers {
    keycloak = {
      source  = "keycloak/keycloak"
      version = ">= 5.0.0"
    }
  }
}

provider "keycloak" {
  # KEYCLOAK_URL, KEYCLOAK_CLIENT_ID and KEYCLOAK_CLIENT_SECRET; the client's service account may come from where this runs
}

locals {
  policy = jsondecode(file("${path.module}/acme.json"))
}

resource "keycloak_realm" "acme" {
  realm   = local.policy.realm
  enabled = true

  attributes = merge(local.policy.attributes, {
    # attributes of others
  })
}
