package io.orderflow.paymentprovider;

import java.util.ArrayList;
import java.util.List;

/**
 * How the provider treats requests below {@code /authorisations}. A field that the JSON lacks is 0 or {@code false}.
 *
 * @param declineRate share of the payment ids that are declined, 0 to 1; which ones depends on the id alone, and those
 *        declined at a lower rate are declined at a higher one too
 * @param latencyMillis pause before each answer, 0 to 60,000
 * @param failRate share of the requests answered with 503 before anything is done, 0 to 1; drawn anew for each request
 * @param silent requests are carried out but never answered; the connection is closed after two minutes
 */
public record Behaviour(
        double declineRate,
        int latencyMillis,
        double failRate,
        boolean silent) {
    static final int LATENCY_MILLIS_MAX = 60_000;

    /** Authorises everything at once. */
    public static final Behaviour NORMAL = new Behaviour(0, 0, 0, false);

    /** A sentence for each value outside its range; empty when the behaviour can be taken on. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        requireRate("declineRate", declineRate, violations);
        requireRate("failRate", failRate, violations);
        if (latencyMillis < 0 || latencyMillis > LATENCY_MILLIS_MAX) {
            violations.add("latencyMillis must be from 0 to " + LATENCY_MILLIS_MAX + ".");
        }
        return violations;
    }

    private static void requireRate(String name, double value, List<String> violations) {
        if (!(value >= 0 && value <= 1)) {
            violations.add(name + " must be from 0 to 1.");
        }
    }
}
