package io.orderflow.paymentprovider;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payment is asked for.
 *
 * @param amountMinor in minor units of the currency, 1 to {@value #AMOUNT_MINOR_MAX}
 * @param currency ISO 4217 code, three capital letters
 */
record Amount(long amountMinor, String currency) {
    static final long AMOUNT_MINOR_MAX = 1_000_000_000_000_000L;

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (amountMinor < 1 || amountMinor > AMOUNT_MINOR_MAX) {
            violations.add("amountMinor must be from 1 to " + AMOUNT_MINOR_MAX + ".");
        }
        if (!currency.matches("[A-Z]{3}")) {
            violations.add("currency must be three capital letters.");
        }
        return violations;
    }
}
