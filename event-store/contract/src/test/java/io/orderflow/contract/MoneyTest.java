package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final long EUROS_MAX = 1_000_000_000_000L;

    @Property
    void whatIsAddedCanBeTakenAway(
            @ForAll @LongRange(min = -EUROS_MAX, max = EUROS_MAX) long a,
            @ForAll @LongRange(min = -EUROS_MAX, max = EUROS_MAX) long b) {
        Money first = new Money(a, "EUR");
        Money second = new Money(b, "EUR");

        assertThat(first.plus(second).minus(second)).isEqualTo(first);
        assertThat(first.plus(second)).isEqualTo(second.plus(first));
    }

    @Property
    void timesIsRepeatedAddition(
            @ForAll @LongRange(min = 0, max = EUROS_MAX) long amount,
            @ForAll @IntRange(min = 0, max = 50) int factor) {
        Money sum = Money.zero("EUR");
        for (int i = 0; i < factor; i++) {
            sum = sum.plus(new Money(amount, "EUR"));
        }

        assertThat(new Money(amount, "EUR").times(factor)).isEqualTo(sum);
    }

    @Test
    void anOverflowIsAnErrorAndNeverAWrongAmount() {
        Money most = new Money(Long.MAX_VALUE, "EUR");

        assertThatThrownBy(() -> most.plus(new Money(1, "EUR"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "EUR").minus(new Money(1, "EUR")))
            .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesDoNotMix() {
        Money euro = new Money(1, "EUR");
        Money yen = new Money(1, "JPY");

        assertThatThrownBy(() -> euro.plus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.compareTo(yen)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0", "EUR, 2", "KWD, 3"})
    void eachCurrencyHasItsOwnExponent(String currency, int exponent) {
        assertThat(Money.zero(currency).exponent()).isEqualTo(exponent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EURO", "eur", "XXX", "ZZZ"})
    void whatIsNoCurrencyIsRefused(String code) {
        assertThatThrownBy(() -> Money.zero(code)).isInstanceOf(IllegalArgumentException.class);
    }
}
