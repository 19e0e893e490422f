package io.orderflow.load;

import java.util.Set;

/** Which states an order stays in when nobody does anything. */
final class OrderStates {
    static final String CONFIRMED = "CONFIRMED";
    static final String REJECTED = "REJECTED";
    private static final Set<String> ON_THE_WAY = Set.of("", "PLACED", "RESERVED", "CANCELLING");

    private OrderStates() {}

    static boolean isSettled(String status) {
        return !ON_THE_WAY.contains(status);
    }
}
