package io.orderflow.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {
    private static final Figures OURS = Figures.of(200, 90, 330);

    @Test
    void theRatioIsTakenWithinEachRoundAndJudgedByItsMedian() {
        Row row = new Row("append", "events/s", OURS, new Row.Peer("raw", Figures.of(100, 30, 300)),
                new Goal.RatioAtLeast(2));

        assertThat(row.ratio()).isEqualTo(Figures.of(2, 3, 1.1));
        assertThat(row.reached()).isTrue();
        assertThat(Report.table(java.util.List.of(row)))
            .contains("| append | events/s | 200 (90–330) | raw | 100 (30–300) | 2 (1.1–3) | ≥ 2 × | yes |");
    }

    @Test
    void aFigureAloneIsHeldAgainstItsLimit() {
        assertThat(Row.alone("delay", "ms", Figures.of(51), new Goal.AtMost(50, "ms")).reached()).isFalse();
        assertThat(Row.alone("delay", "ms", Figures.of(50), new Goal.AtMost(50, "ms")).reached()).isTrue();
        assertThat(Row.alone("delay", "ms", Figures.of(50), null).reached()).isNull();
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Figures.of(4, 1, 3, 2).median()).isEqualTo(2.5);
    }

    @Test
    void numbersShowThreeDigitsThatCount() {
        assertThat(Numbers.plain(12_345.6)).isEqualTo("12,346");
        assertThat(Numbers.plain(12.34)).isEqualTo("12.3");
        assertThat(Numbers.plain(0.7)).isEqualTo("0.7");
        assertThat(Numbers.plain(100)).isEqualTo("100");
    }
}
