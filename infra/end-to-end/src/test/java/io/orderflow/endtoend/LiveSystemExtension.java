package io.orderflow.endtoend;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test of this JVM the same running system, and stops it after the last one. */
final class LiveSystemExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
        .create(LiveSystemExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LiveSystem.class;
    }

    @Override
    public LiveSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent("system", _ -> LiveSystem.start(), LiveSystem.class);
    }
}
