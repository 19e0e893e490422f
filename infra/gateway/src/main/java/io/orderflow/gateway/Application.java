package io.orderflow.gateway;

/** An application behind the gateway. */
enum Application {
    COMMAND_SIDE("command-side"), QUERY_SIDE("query-side"), PROJECTIONS("projections");

    private final String label;

    Application(String label) {
        this.label = label;
    }

    /** As metrics, spans and problem documents call it. */
    String label() {
        return label;
    }
}
