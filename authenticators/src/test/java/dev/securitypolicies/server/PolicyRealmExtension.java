package dev.securitypolicies.server;

import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Imports the realms that the fields of a test class ask for. */
final class PolicyRealmExtension implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : AnnotationSupport.findAnnotatedFields(context.getRequiredTestClass(), PolicyRealm.class)) {
            PolicyRealm wanted = field.getAnnotation(PolicyRealm.class);
            field.setAccessible(true);
            field.set(null, Realm.imported(wanted.on().node(), wanted.sample(), wanted.value()));
        }
    }
}
