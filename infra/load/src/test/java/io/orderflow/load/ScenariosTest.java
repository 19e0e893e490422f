package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.FakeOrderflow.Defect;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scenario passes on a sound system and fails on the defect that it is there to find. */
class ScenariosTest {
    private static final Steady.Plan PLAN = new Steady.Plan(100, Duration.ofMillis(500), 1, 16, Duration.ZERO);
    private final Tally retries = new Tally();
    private final StringBuilder record = new StringBuilder();

    @ParameterizedTest
    @CsvSource({"NONE,true", "FAILS_AT_TIMES,true", "LOSES_AN_ORDER,false", "LISTS_AN_ORDER_TWICE,false",
            "NEVER_SETTLES,false"})
    void steadyFindsLostDoubledAndStuckOrders(Defect defect, boolean passes) {
        Verdict verdict = steady(defect);
        assertThat(verdict.passed()).as(verdict.checks().toString()).isEqualTo(passes);
    }

    @Test
    void steadyRecordsEveryAcknowledgedOrderAndCountsWhatItRepeated() {
        Verdict verdict = steady(Defect.FAILS_AT_TIMES);
        assertThat(record.toString().lines().count()).isEqualTo(((Integer) verdict.figures()
            .getOrDefault("acknowledged", 0)).longValue()).isPositive();
        assertThat(retries.of("503")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"NONE,true", "FORGETS_KEYS,false", "IGNORES_OTHER_PAYLOADS,false", "LISTS_AN_ORDER_TWICE,false"})
    void theStormFindsOrdersMadeTwice(Defect defect, boolean passes) {
        try (FakeOrderflow fake = new FakeOrderflow(defect);
                OrderflowClient client = new OrderflowClient(fake.url(), retries)) {
            Verdict verdict = new IdempotencyStorm(client, 10, retries).run(silent());
            assertThat(verdict.passed()).as(verdict.checks().toString()).isEqualTo(passes);
        }
    }

    /** Without a database the invariants stay unknown, and what is unknown has not passed. */
    @ParameterizedTest
    @CsvSource({"NONE,I2 to I4", "OVERSELLS,CONFIRMED REJECTED OUT_OF_STOCK available reserved"})
    void theLastItemIsSoldOnce(Defect defect, String failing) {
        try (FakeOrderflow fake = new FakeOrderflow(defect);
                OrderflowClient client = new OrderflowClient(fake.url(), retries)) {
            Verdict verdict = new LastItem(new RunningSystem(fake.url(), null, null), client).run(silent());
            List<String> failed = verdict.checks().stream().filter(it -> !it.passed()).map(Check::name).toList();
            assertThat(failed).isNotEmpty();
            assertThat(String.join(" ", failed)).startsWith(failing);
        }
    }

    private Verdict steady(Defect defect) {
        try (FakeOrderflow fake = new FakeOrderflow(defect);
                OrderflowClient client = new OrderflowClient(fake.url(), retries)) {
            return new Steady(client, PLAN, retries, record).run((_, _) -> silent());
        }
    }

    private static Progress silent() {
        return new Progress.Lines("test", 0, new PrintWriter(PrintWriter.nullWriter()));
    }
}
