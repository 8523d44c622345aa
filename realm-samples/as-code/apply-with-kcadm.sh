#!/bin/sh
# Puts the policy of acme.json in force: apply-with-kcadm.sh KCADM, behind `KCADM config credentials`. First the server says what would keep it from that, and
# whether whoever runs this would be locked out: then nothing is changed. The file is merged into the realm as it is (-m), so that attributes of others stay; one
# of the policy that is taken out of the file would stay too, and is asked for.
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
realm=$("$kcadm" get realms/acme)
for name in $(printf '%s\n' "$realm" | sed -n 's/^ *"\(securityPolicy\.[A-Za-z.]*\)" *:.*/\1/p'); do
	if ! grep -qF "\"$name\":" "$file"; then
		echo "nothing was changed: \`$name\` is in the realm and not in the file; remove it: $kcadm update realms/acme -d 'attributes.\"$name\"'" >&2
		exit 1
	fi
done
"$kcadm" update realms/acme -m -f "$file"
