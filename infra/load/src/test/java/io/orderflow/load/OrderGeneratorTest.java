package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.contract.Money;
import io.orderflow.load.OrderGenerator.Arrival;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderGeneratorTest {
    private static final Duration DURATION = Duration.ofSeconds(100);
    private final Catalogue catalogue = new Catalogue(
            IntStream.range(0, 110)
                .mapToObj(it -> new Catalogue.Product("S" + it, new Money(100 + it, "USD")))
                .toList(),
            List.of("103", "112"));
    private final List<Arrival> arrivals = new OrderGenerator(catalogue, 7).arrivals(50, DURATION);

    @Test
    void theSameSeedMakesTheSameOrders() {
        assertThat(new OrderGenerator(catalogue, 7).arrivals(50, DURATION)).isEqualTo(arrivals);
    }

    @Test
    void anotherSeedMakesOtherOrders() {
        assertThat(new OrderGenerator(catalogue, 8).arrivals(50, DURATION)).isNotEqualTo(arrivals);
    }

    @Test
    void arrivalsComeInOrderAtTheirMeanRateAndEndInTime() {
        assertThat(arrivals).isSortedAccordingTo(Comparator.comparing(Arrival::at));
        assertThat(arrivals.getLast().at()).isLessThan(DURATION);
        assertThat((double) arrivals.size()).isCloseTo(5_000, within(300.0));
    }

    @Test
    void pausesSpreadLikeThoseOfAPoissonProcess() {
        double mean = DURATION.toNanos() / (double) arrivals.size();
        double variance = IntStream.range(1, arrivals.size())
            .mapToDouble(it -> arrivals.get(it).at().minus(arrivals.get(it - 1).at()).toNanos() - mean)
            .map(it -> it * it)
            .average()
            .orElseThrow();
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.1));
    }

    @Test
    void ordersHaveAsManyLinesAsAsked() {
        OrderGenerator three = new OrderGenerator(catalogue, 7, 3, 3);
        assertThat(Stream.generate(three::order).limit(100)).allSatisfy(it -> assertThat(it.lines()).hasSize(3));
    }

    @Test
    void ordersHaveOneToFourLinesOfDifferentSkus() {
        assertThat(arrivals).allSatisfy(it -> {
            assertThat(it.order().lines()).hasSizeBetween(1, OrderGenerator.LINES_MAX);
            assertThat(it.order().lines().stream().map(line -> line.product().sku())).doesNotHaveDuplicates();
        });
    }

    @Test
    void threePercentAreCancelled() {
        assertThat(arrivals.stream().filter(Arrival::cancelled).count() / (double) arrivals.size()).isCloseTo(0.03,
                within(0.01));
    }

    @Test
    void theMostWantedSkuIsOrderedTwiceAsOftenAsTheSecond() {
        Zipf zipf = new Zipf(110);
        Map<Integer, Long> draws = IntStream.range(0, 100_000)
            .mapToObj(it -> zipf.rank(it / 100_000.0))
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(draws.getOrDefault(0, 0L) / (double) draws.getOrDefault(1, 1L)).isCloseTo(2, within(0.01));
        assertThat(draws.keySet()).hasSize(110);
    }
}
