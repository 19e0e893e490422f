package io.orderflow.projections.observe;

/** Names of a projection towards Kafka. */
public final class ConsumerGroup {
    private ConsumerGroup() {}

    public static String of(String projection) {
        return "orderflow." + projection;
    }

    /** The same in every process, so that metrics keep their series across restarts. */
    public static String clientId(String projection) {
        return "orderflow-projections-" + projection;
    }
}
