package dev.securitypolicies.keycloak.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.Laws;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Addresses;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation.Cell;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation.Row;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law of the matrix: a cell says `all` if and only if every address of its column is allowed, `none` if and only if none is; the columns hold every address. */
final class AccessMatrixTest {

    private static final String[] RANGES = {"10.0.0.0/30", "10.0.0.2", "10.0.0.4/30", "10.0.0.*", "2000::/8", "*"};

    /** One of every kind that the ranges can tell apart, so that none between them is missed. */
    private static final List<IpAddress> ADDRESSES = Stream.of(
                    "9.9.9.9", "10.0.0.1", "10.0.0.2", "10.0.0.5", "10.0.0.9", "2001:db8::1", "3fff::9")
            .map(text -> AddressParser.parse(text).toOptional().orElseThrow())
            .toList();

    private final Random random = new Random(20_261_129);

    @Test
    void aCellIsTrueOfEveryAddressOfItsColumn() {
        for (int world = 0; world < Laws.tries(2_000); world++) {
            SecurityPolicy policy = policy();
            MatrixRepresentation matrix = new AccessMatrix(policy, List.of(network("10.0.0.0/29")))
                    .of(new AccessMatrix.Facts(Optional.of(List.of()), role -> Set.of(), role -> false, "admin"));
            List<AddressSet> columns = matrix.columns().stream()
                    .map(column -> set(column.addresses()))
                    .toList();
            assertThat(columns.stream().reduce(AddressSet.NONE, AddressSet::union))
                    .isEqualTo(AddressSet.ALL);
            for (Row row : matrix.rows()) {
                AddressSet allowed = allowed(policy, row);
                for (int i = 0; i < columns.size(); i++) {
                    assertThat(row.cells().get(i))
                            .as("%s of %s in %s, world %s", row, policy.ip(), columns.get(i), world)
                            .isEqualTo(slowly(columns.get(i), allowed));
                }
            }
        }
    }

    private static Cell slowly(AddressSet column, AddressSet allowed) {
        List<IpAddress> in = ADDRESSES.stream().filter(column::contains).toList();
        long yes = in.stream().filter(allowed::contains).count();
        if (yes == 0) {
            return Cell.NONE;
        }
        return yes == in.size() ? Cell.ALL : Cell.SOME;
    }

    private static AddressSet allowed(SecurityPolicy policy, Row row) {
        return switch (row.subject()) {
            case "everyone" -> AccessSets.everyone(policy.ip());
            case "role" -> reach(policy, row.name());
            case "admin-panel" ->
                reach(policy, "admin")
                        .intersection(policy.ip()
                                .adminPanel()
                                .map(Allowlist::addresses)
                                .orElse(AddressSet.ALL));
            default -> AddressSet.NONE;
        };
    }

    /** Without composite roles: a role's list replaces everyone's (R2). */
    private static AddressSet reach(SecurityPolicy policy, String role) {
        return policy.ip().roles().of(role).map(Allowlist::addresses).orElse(AccessSets.everyone(policy.ip()));
    }

    private static AddressSet set(Addresses addresses) {
        return AddressSet.of(addresses.networks().stream()
                .map(text -> RangeParser.parse(text).toOptional().orElseThrow())
                .toList());
    }

    private SecurityPolicy policy() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("securityPolicy.ip.groups", "{\"a\": [" + quoted() + "], \"b\": [" + quoted() + "]}");
        if (random.nextBoolean()) {
            attributes.put("securityPolicy.ip.subscriber", range());
        }
        if (random.nextBoolean()) {
            attributes.put("securityPolicy.ip.roles", "{\"r\": [" + quoted() + "], \"s\": [\"@a\"]}");
        }
        if (random.nextBoolean()) {
            attributes.put("securityPolicy.ip.adminPanel", range());
        }
        return AttributeCodec.decode(attributes).policy();
    }

    private String quoted() {
        return "\"" + range() + "\"";
    }

    private String range() {
        return RANGES[random.nextInt(RANGES.length)];
    }

    private static Network network(String block) {
        return new Network(block, 3, 5, "", "", "all");
    }
}
