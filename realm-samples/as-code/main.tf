# The policy of acme.json with Terraform or OpenTofu. The provider sends the whole map of attributes at every change of the realm, and Keycloak removes
# what is not in it: so all attributes of the realm stand here, those of others too, and nobody edits the policy anywhere else. The same goes for its blocks: what
# is not here is reset (mail server, languages, brute-force detection). A realm that exists: `terraform import keycloak_realm.acme acme`, and read the plan.
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

  # a role that may come from anywhere shows the login page to everybody
  security_defenses {
    brute_force_detection {}
  }

  lifecycle {
    prevent_destroy = true
  }
}
