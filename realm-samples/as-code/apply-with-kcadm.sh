#!/bin/sh
# Puts the policy of acme.json in force: apply-with-kcadm.sh KCADM, behind `KCADM config credentials`. The file is merged into the realm as it is
# (-m), so that attributes of others stay; one that is taken out of the file stays too, and is removed by `-d 'attributes."…"'`.
set -eu
kcadm=$1
folder=$(dirname "$0")
"$kcadm" update realms/acme -m -f "$folder/acme.json"
