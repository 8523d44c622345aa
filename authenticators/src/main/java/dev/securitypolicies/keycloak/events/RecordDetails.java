package dev.securitypolicies.keycloak.events;

import java.util.stream.Stream;
import org.keycloak.events.EventType;

/** What tells a record of the pack from other events of Keycloak, and what its details are called. */
public final class RecordDetails {

    /** The detail that marks an event as a record of the pack; its value is a reason code. */
    public static final String REASON = "policy_reason";

    /** Marks a login that the pack recorded, in a realm that stores none itself. */
    static final String RECORD = "policy_record";

    static final String FIRST_OF_DAY = "first-of-day";

    /** In Keycloak's own record of a login: how somebody logged in, as far as R6 cares. */
    public static final String LOGIN_KIND = "policy_login_kind";

    public static final String ADDRESS = "policy_address";
    public static final String ADDRESS_SOURCE = "policy_address_source";
    public static final String DOOR = "policy_door";
    public static final String MODE = "policy_mode";
    public static final String PAGE = "policy_page";
    /** How many alike a record stands for; absent for one. */
    public static final String COUNT = "policy_count";

    public static final String REFERENCE = "policy_reference";
    public static final String ROLES_WITHHELD = "policy_roles_withheld";
    public static final String ORGANIZATIONS_WITHHELD = "policy_organizations_withheld";

    /** Records that are no refusal: the pack has no event type of its own, and this one counts nothing else. */
    static final EventType NOTICE = EventType.CUSTOM_REQUIRED_ACTION;

    private RecordDetails() {}

    /** The types that a record can have. */
    public static EventType[] types() {
        return Stream.of(EventType.values())
                .filter(type -> type == NOTICE || type.name().endsWith("_ERROR"))
                .toArray(EventType[]::new);
    }
}
