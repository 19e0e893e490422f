package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount in the minor units of its currency (ISO 4217: JPY has none, EUR two digits, KWD three). Arithmetic is
 * exact: an overflow of {@code long} throws {@link ArithmeticException} and is never rounded away.
 *
 * @param amountMinor any {@code long}; negative amounts are legal here and refused where a rule says so
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Money(long amountMinor, String currency) implements Comparable<Money> {
    /**
     * @throws IllegalArgumentException when {@code currency} is no ISO 4217 code with minor units
     */
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (Currency.getInstance(currency).getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("currency " + currency + " has no minor units");
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
    }

    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(amountMinor, other.amountMinor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(amountMinor, factor), currency);
    }

    public boolean isNegative() {
        return amountMinor < 0;
    }

    /** Digits after the decimal separator in this currency, 0 to 4. */
    public int exponent() {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }

    /**
     * @throws IllegalArgumentException when the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(amountMinor, other.amountMinor);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
    }
}
