#!/bin/sh
# Puts the policy of acme.json in force: apply-with-kcadm.sh KCADM, behind `KCADM config credentials`. First the server says what would keep it from that, and
# whether whoever runs this would be locked out: then nothing is changed. The file is merged into the realm as it is (-m), so that attributes of others stay; one
# that is taken out of the file stays too, and is removed by `-d 'attributes."…"'`.
set -eu
kcadm=$1
file=$(dirname "$0")/acme.json
check=$("$kcadm" create realms/acme/security-policy/check -f "$file" -o)
case $(printf %s "$check" | tr -d '[:space:]') in
*'"problems":[]'*'"lockOuts":[]'*) ;;
*)
	printf '%s\n' "$check" "nothing was changed: see problems and lockOuts above" >&2
	exit 1
	;;
esac
"$kcadm" update realms/acme -m -f "$file"
