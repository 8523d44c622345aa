package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/** Authentication flows of a realm, shaped by an admin through the stock API. */
public record Flows(Realm realm) {

    /** A new top-level flow with these authenticators: name, requirement, name, requirement. */
    public String create(String alias, String... authenticators) {
        Admin.expect(
                201,
                realm.admin()
                        .call(
                                "POST",
                                path(""),
                                Map.of(
                                        "alias",
                                        alias,
                                        "providerId",
                                        "basic-flow",
                                        "topLevel",
                                        true,
                                        "builtIn",
                                        false)));
        fill(alias, authenticators);
        return id(alias);
    }

    /** A subflow with these authenticators. */
    public void subflow(String parent, String alias, String requirement, String... authenticators) {
        Map<String, String> subflow =
                Map.of("alias", alias, "type", "basic-flow", "description", "x", "provider", "registration-page-form");
        Admin.expect(201, realm.admin().call("POST", path("/" + encode(parent) + "/executions/flow"), subflow));
        require(parent, alias, requirement);
        fill(alias, authenticators);
    }

    private void fill(String alias, String... authenticators) {
        for (int i = 0; i < authenticators.length; i += 2) {
            String provider = authenticators[i];
            Admin.expect(
                    201,
                    realm.admin()
                            .call(
                                    "POST",
                                    path("/" + encode(alias) + "/executions/execution"),
                                    Map.of("provider", provider)));
            require(alias, provider, authenticators[i + 1]);
        }
    }

    /** Sets the requirement of an authenticator, or of a subflow by its name. */
    public void require(String flow, String what, String requirement) {
        realm.admin().get(path("/" + encode(flow) + "/executions")).forEach(execution -> {
            if (what.equals(execution.path("providerId").asText())
                    || what.equals(execution.path("displayName").asText())) {
                ((ObjectNode) execution).put("requirement", requirement);
                Admin.expect(204, realm.admin().call("PUT", path("/" + encode(flow) + "/executions"), execution));
            }
        });
    }

    /** Configures an authenticator. */
    public void configure(String flow, String provider, Map<String, String> config) {
        realm.admin().get(path("/" + encode(flow) + "/executions")).forEach(execution -> {
            if (provider.equals(execution.path("providerId").asText())) {
                String id = execution.path("id").asText();
                Admin.expect(
                        201,
                        realm.admin()
                                .call(
                                        "POST",
                                        realm.path("/authentication/executions/" + id + "/config"),
                                        Map.of("alias", "config-" + UUID.randomUUID(), "config", config)));
            }
        });
    }

    /** The authenticators with their requirements, one a line; empty text for a flow that is not there. */
    public String executions(String flow) {
        Http.Answer answer = realm.admin().call("GET", path("/" + encode(flow) + "/executions"), "");
        StringBuilder steps = new StringBuilder();
        if (answer.status() == 200) {
            answer.json()
                    .forEach(execution -> steps.append(
                                    execution.path("providerId").asText())
                            .append(' ')
                            .append(execution.path("requirement").asText())
                            .append('\n'));
        }
        return steps.toString();
    }

    public String bound() {
        return realm.admin().get(realm.path("")).path("browserFlow").asText();
    }

    public void bind(String alias) {
        realm.change(Map.of("browserFlow", alias));
    }

    private String id(String alias) {
        for (JsonNode flow : realm.admin().get(path(""))) {
            if (flow.path("alias").asText().equals(alias)) {
                return flow.path("id").asText();
            }
        }
        throw new IllegalStateException("no flow " + alias);
    }

    private String path(String rest) {
        return realm.path("/authentication/flows" + rest);
    }

    private static String encode(String alias) {
        return alias.replace(" ", "%20");
    }
}
