package dev.securitypolicies.keycloak.compat;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.KeycloakApplication;

/** Whether the server is answering a request: an import at start, a timer and a workflow do their work without one. */
public final class CurrentRequest {

    private CurrentRequest() {}

    /** Does something in a session and transaction of its own, for a request that has none. */
    public static void inOwnTransaction(KeycloakSessionTask task) {
        KeycloakModelUtils.runJobInTransaction(KeycloakApplication.getSessionFactory(), task);
    }

    /** True within a request, on whatever thread it runs. */
    public static boolean isThere() {
        try {
            return Beans.MANAGER.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    /** The request as the server's router has it, with the connection that it came on. */
    public static RoutingContext routing() {
        return Beans.ROUTING.get();
    }

    /** Found once: a server has one container. */
    private static final class Beans {
        static final BeanManager MANAGER = CDI.current().getBeanManager();
        static final Instance<RoutingContext> ROUTING = CDI.current().select(RoutingContext.class);
    }
}
