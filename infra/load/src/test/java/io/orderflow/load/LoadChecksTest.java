package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.AttemptsForTests;
import io.orderflow.load.openloop.Figures;
import io.orderflow.load.openloop.Percentiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadChecksTest {
    private static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0);
    private final Figures figures = new Figures();

    private void answered(int times, int status, long latencyMillis) {
        for (int time = 0; time < times; time++) {
            figures.ended(AttemptsForTests.due(0), new Answer(status, null, null, latencyMillis * 1_000_000), true);
        }
    }

    private Window window(int restarts) {
        return new Window(figures, new Acknowledgements(), 10, Map.of("gateway", 500L), 100, 0.5, restarts);
    }

    @ParameterizedTest
    @CsvSource({"1000,0,true", "1999,1,true", "999,1,false"})
    void lessThanOneInAThousandMayFail(int good, int bad, boolean passes) {
        answered(good, 200, 1);
        answered(bad, 500, 1);
        assertThat(LoadChecks.errors(figures).passed()).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "-1,false"})
    void aRestartFailsAndWhatIsUnknownHasNotPassed(int restarts, boolean passes) {
        assertThat(LoadChecks.restarts(window(restarts)).passed()).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0,0,true", "1,0,0,0,0,false", "0,1,0,0,0,false", "0,0,1,0,0,false", "0,0,0,1,0,false",
            "0,0,0,0,1,false"})
    void lostDoubledAndStuckOrdersFail(long twice, long lost, long waiting, long unread, long doubled, boolean passes) {
        OrderOutcome outcome = new OrderOutcome(10, twice, lost, waiting, unread, doubled, NONE);
        assertThat(LoadChecks.orders(outcome, new Acknowledgements()).stream().allMatch(Check::passed))
            .isEqualTo(passes);
    }

    @Test
    void withoutADatabaseNothingIsKnownOfOrders() {
        assertThat(LoadChecks.orders(null, new Acknowledgements())).noneMatch(Check::passed);
    }

    @Test
    void onlyChecksOnTimeAreOnTime() {
        answered(100, 200, 300);
        List<Check> latency = LoadChecks.latency(figures, 200, 500);
        assertThat(latency).allMatch(Check::onTime).extracting(Check::passed).containsExactly(false, true);
        assertThat(LoadChecks.orders(null, new Acknowledgements())).noneMatch(Check::onTime);
        assertThat(LoadChecks.errors(figures).onTime()).isFalse();
    }

    @Test
    void theServiceLevelOfReadsIsTheirSlowestHundredth() {
        answered(100, 200, 60);
        assertThat(Demand.DETAIL.serviceLevel(window(0), null)).filteredOn(it -> !it.passed())
            .extracting(Check::name)
            .containsExactly("orders p99");
        assertThat(Demand.ORDERS.latency(figures)).allMatch(Check::passed);
    }

    @Test
    void cpuIsSharedOutByRequest() {
        answered(100, 200, 1);
        assertThat(window(0).cpuMillisPerRequest()).isEqualTo(Map.of("gateway", 5.0, "all", 5.0));
        assertThat(window(0).driverMillisPerRequest()).isEqualTo(1);
    }

    @Test
    void aSlowerPercentileBesideTheBackgroundIsSeen() {
        answered(100, 200, 10);
        Figures beside = new Figures();
        beside.ended(AttemptsForTests.due(0), new Answer(200, null, null, 13_000_000), true);
        assertThat(Mixed.change(figures, beside)).noneMatch(Check::passed);
        assertThat(Mixed.change(figures, figures)).allMatch(Check::passed);
    }

    @Test
    void theIdOfAnOrderStandsAtTheEndOfItsLocation() {
        assertThat(Acknowledgements.idIn("/api/v1/orders/o-1")).isEqualTo("o-1");
        assertThat(Acknowledgements.idIn("/")).isNull();
        assertThat(Acknowledgements.idIn(null)).isNull();
    }
}
