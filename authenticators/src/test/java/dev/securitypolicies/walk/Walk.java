package dev.securitypolicies.walk;

import dev.securitypolicies.server.App;
import dev.securitypolicies.walk.Hands.Held;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** One walk: what is done, in which order, and what the model says of it. */
final class Walk {

    private final Hands hands;
    private final BrowserSteps browser;
    private final PartnerSteps partner;
    private final TokenSteps token;
    private final ChangeSteps change;

    private Walk(World world) {
        this.hands = new Hands(world);
        this.browser = new BrowserSteps(hands);
        this.partner = new PartnerSteps(hands, browser);
        this.token = new TokenSteps(hands);
        this.change = new ChangeSteps(hands);
    }

    /** What may be done. */
    enum Kind {
        LOGIN,
        BROKERED,
        LINK,
        SAML,
        SSO,
        CONSENT,
        RESET,
        DEVICE,
        PASSWORD,
        OFFLINE,
        REFRESH,
        EXCHANGE,
        EXCHANGE_FOR_REFRESH,
        EXCHANGE_WITH_NOISE,
        EXCHANGE_LEGACY,
        EXCHANGE_TO_SAML,
        PERMISSION,
        USERINFO,
        INTROSPECT,
        POLICY,
        ROLE,
        RENAME,
        GROUP;

        /** Those after which there is nothing to compare. */
        static final Set<Kind> CHANGES = EnumSet.of(POLICY, ROLE, RENAME, GROUP);
    }

    /** A step, by numbers that are taken modulo whatever there is. */
    record Step(Kind kind, int user, int app, int address, int which) {

        String userName() {
            return World.USERS.get(user % World.USERS.size());
        }

        String from() {
            return World.ADDRESSES.get(address % World.ADDRESSES.size());
        }

        String later() {
            return World.ADDRESSES.get(which % World.ADDRESSES.size());
        }

        @Override
        public String toString() {
            return kind + " " + userName() + " app" + app + " " + from() + " #" + which;
        }
    }

    static List<Step> random(long seed, int count, List<Kind> kinds) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step(
                    kinds.get(random.nextInt(kinds.size())),
                    random.nextInt(World.USERS.size()),
                    random.nextInt(3),
                    random.nextInt(World.ADDRESSES.size()),
                    random.nextInt(1_000)));
        }
        return steps;
    }

    /** What is wrong after which step; empty if nothing is. */
    static String walk(World world, List<Step> steps) {
        return walk(world, steps, EnumSet.noneOf(Kind.class));
    }

    /** Tells as well which kinds of steps came as far as a comparison with the model. */
    static String walk(World world, List<Step> steps, Set<Kind> compared) {
        Walk walk = new Walk(world);
        walk.change.begin();
        for (Step step : steps) {
            int before = walk.hands.compared;
            String wrong = walk.take(step);
            if (walk.hands.compared > before) {
                compared.add(step.kind);
            }
            if (!wrong.isEmpty()) {
                return step + ": " + wrong;
            }
        }
        return "";
    }

    /** Leaves out whatever is not needed for the failure, as far as so many walks can tell. */
    static List<Step> shorten(World world, List<Step> failing, int walks) {
        List<Step> steps = new ArrayList<>(failing);
        int left = walks;
        for (int size = steps.size() / 2; size >= 1 && left > 0; size /= 2) {
            for (int from = 0; from + size <= steps.size() && left > 0; left--) {
                List<Step> without = new ArrayList<>(steps.subList(0, from));
                without.addAll(steps.subList(from + size, steps.size()));
                if (walk(world, without).isEmpty()) {
                    from += size;
                } else {
                    steps = without;
                }
            }
        }
        return steps;
    }

    private String take(Step step) {
        int slot = step.which % 2;
        String user = step.userName();
        String address = step.from();
        App app = hands.world.apps().get(step.app);
        return switch (step.kind) {
            case LOGIN -> browser.login(slot, user, app, address);
            case BROKERED -> partner.brokered(slot, user, app, address);
            case LINK -> partner.link(slot, user, app, address, step.later());
            case SAML -> partner.saml(user, address);
            case SSO -> browser.sso(slot, user, app, address);
            case CONSENT -> browser.consent(user, address, step.later());
            case RESET -> browser.reset(slot, user, app, address, step.later());
            case DEVICE -> browser.device(user, app, address, step.later());
            case PASSWORD -> token.password(user, app, address, "openid");
            case OFFLINE -> token.password(user, app, address, "openid offline_access");
            case REFRESH -> with(step, held -> token.refresh(held, address));
            case EXCHANGE -> with(step, held -> token.exchange(held, app, address, "access_token", Map.of()));
            case EXCHANGE_FOR_REFRESH ->
                with(step, held -> token.exchange(held, app, address, "refresh_token", Map.of()));
            case EXCHANGE_WITH_NOISE ->
                with(step, held -> token.exchange(held, app, address, "access_token", token.noise()));
            case EXCHANGE_LEGACY ->
                with(step, held -> token.exchange(held, hands.world.legacy(), address, legacyType(step), Map.of()));
            case EXCHANGE_TO_SAML -> with(step, held -> token.exchangeToSaml(held, address));
            case PERMISSION -> with(step, held -> token.permission(held, address));
            case USERINFO -> with(step, held -> token.userInfo(held, address));
            case INTROSPECT -> with(step, held -> token.introspect(held, address));
            case POLICY -> change.policy(step.which);
            case ROLE -> change.role(user, step.which);
            case RENAME -> change.rename(step.which);
            case GROUP -> change.group(user, step.which);
        };
    }

    private static String legacyType(Step step) {
        return step.which % 3 == 0 ? "refresh_token" : "access_token";
    }

    /** With one of the tokens that were ever got. */
    private String with(Step step, Function<Held, String> doing) {
        return hands.held.isEmpty() ? "" : doing.apply(hands.held.get(step.which % hands.held.size()));
    }
}
