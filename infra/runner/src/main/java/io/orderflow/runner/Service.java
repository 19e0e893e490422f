package io.orderflow.runner;

import java.util.List;

/**
 * An application that runs as a process of its own.
 *
 * @param module folder of its sources, from the root of the repository
 * @param portWanted its port unless that is taken
 * @param heapMegabytesMax the process ends and is started again when it needs more
 * @param directMegabytesMax of buffers outside the heap, which the heap does not limit: Kafka's clients and the
 *        gateway's connections
 * @param readinessPath answers 200 once it can be used
 */
record Service(String name, String artifact, String module, int portWanted, int heapMegabytesMax,
        int directMegabytesMax, String readinessPath) {
    private static final String READINESS = "/actuator/health/readiness";

    static final Service PAYMENT_PROVIDER = new Service("payment-provider", "orderflow-payment-provider",
            "infra/payment-provider", 8084, 32, 16, "/health");
    static final Service COMMAND_SIDE = new Service("command-side", "orderflow-command-side", "command-side", 8081, 256,
            32, READINESS);
    static final Service PROJECTIONS = new Service("projections", "orderflow-projections", "projections/app", 8083, 160,
            32, READINESS);
    static final Service QUERY_SIDE = new Service("query-side", "orderflow-query-side", "query-side", 8082, 160,
            32, READINESS);
    static final Service GATEWAY = new Service("gateway", "orderflow-gateway", "infra/gateway", 8080, 96, 64,
            READINESS);

    /** In the order of the data's way: stopped in reverse. */
    static final List<Service> ALL = List.of(PAYMENT_PROVIDER, COMMAND_SIDE, PROJECTIONS, QUERY_SIDE, GATEWAY);
}
