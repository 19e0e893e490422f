package io.orderflow.runner;

import java.util.List;

/**
 * An application that runs as a process of its own.
 *
 * @param module folder of its sources, from the root of the repository
 * @param portWanted its port unless that is taken
 * @param heapMegabytesMax measured under steady load, with room to spare
 * @param readinessPath answers 200 once it can be used
 */
record Service(String name, String artifact, String module, int portWanted, int heapMegabytesMax,
        String readinessPath) {
    private static final String READINESS = "/actuator/health/readiness";

    static final Service PAYMENT_PROVIDER = new Service("payment-provider", "orderflow-payment-provider",
            "infra/payment-provider", 8084, 24, "/health");
    static final Service COMMAND_SIDE = new Service("command-side", "orderflow-command-side", "command-side", 8081, 160,
            READINESS);
    static final Service PROJECTIONS = new Service("projections", "orderflow-projections", "projections/app", 8083, 96,
            READINESS);
    static final Service QUERY_SIDE = new Service("query-side", "orderflow-query-side", "query-side", 8082, 96,
            READINESS);
    static final Service GATEWAY = new Service("gateway", "orderflow-gateway", "infra/gateway", 8080, 64, READINESS);

    /** In the order of the data's way: stopped in reverse. */
    static final List<Service> ALL = List.of(PAYMENT_PROVIDER, COMMAND_SIDE, PROJECTIONS, QUERY_SIDE, GATEWAY);
}
