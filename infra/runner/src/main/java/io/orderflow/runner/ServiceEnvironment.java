package io.orderflow.runner;

import java.util.HashMap;
import java.util.Map;

/** What each application is told by its environment; the same names as in its image. */
final class ServiceEnvironment {
    private final Ports ports;
    private final String databasePassword;
    private final String vaultKey;
    private final String seed;

    ServiceEnvironment(Ports ports, String databasePassword, String vaultKey, String seed) {
        this.ports = ports;
        this.databasePassword = databasePassword;
        this.vaultKey = vaultKey;
        this.seed = seed;
    }

    Map<String, String> of(Service service) {
        if (service.equals(Service.PAYMENT_PROVIDER)) {
            return Map.of("ADDRESS", "127.0.0.1", "PORT", Integer.toString(ports.of(service)));
        }
        var environment = new HashMap<String, String>();
        environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                "http://127.0.0.1:" + ports.of(Ports.TRACES) + "/v1/traces");
        if (service.equals(Service.GATEWAY)) {
            environment.put("ORDERFLOW_COMMAND_URL", url(Service.COMMAND_SIDE));
            environment.put("ORDERFLOW_QUERY_URL", url(Service.QUERY_SIDE));
            environment.put("ORDERFLOW_PROJECTIONS_URL", url(Service.PROJECTIONS));
            return environment;
        }
        environment.put("ORDERFLOW_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Ports.KAFKA));
        environment.putAll(database(service));
        if (service.equals(Service.COMMAND_SIDE)) {
            environment.put("ORDERFLOW_PAYMENT_URL", url(Service.PAYMENT_PROVIDER));
            environment.put("ORDERFLOW_VAULT_KEY", vaultKey);
            environment.put("ORDERFLOW_SEED", seed);
        }
        return environment;
    }

    private Map<String, String> database(Service service) {
        String role = "orderflow_" + service.name().replace("-side", "");
        return Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + ports.of(Ports.POSTGRES) + "/orderflow",
                "SPRING_DATASOURCE_USERNAME", role,
                "SPRING_DATASOURCE_PASSWORD", databasePassword);
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + ports.of(service);
    }
}
