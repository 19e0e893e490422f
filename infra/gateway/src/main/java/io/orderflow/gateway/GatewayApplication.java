package io.orderflow.gateway;

import io.orderflow.observability.tracing.Tracing;
import io.orderflow.observability.tracing.TracingSettings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs a {@link Gateway} with the settings of the environment until the process is asked to end. */
public final class GatewayApplication {
    static final String NAME = "orderflow-gateway";
    private static final int EXIT_UNUSABLE_SETTING = 2;

    private GatewayApplication() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            run(System.getenv());
        } catch (IllegalArgumentException wrong) {
            stop(wrong.getMessage());
        } catch (RuntimeException unusable) {
            stop("The gateway cannot listen on the given SERVER_ADDRESS and SERVER_PORT: " + unusable.getMessage());
        }
    }

    private static void run(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        Tracing tracing = Tracing.start(TracingSettings.fromEnvironment(NAME, version(), environment));
        Gateway gateway = Gateway.start(settings, tracing);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            tracing.close();
        }, "stop"));
        Logger log = LoggerFactory.getLogger(GatewayApplication.class);
        log.info("The gateway listens on port {}", gateway.port());
    }

    private static String version() {
        return Objects.requireNonNullElse(GatewayApplication.class.getPackage().getImplementationVersion(), "unknown");
    }

    private static void stop(@Nullable String sentence) {
        System.err.println(sentence);
        System.exit(EXIT_UNUSABLE_SETTING);
    }
}
