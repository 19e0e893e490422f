package io.orderflow.command.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteelWheelsTest {
    private static final History HISTORY = SteelWheels.read();

    @Test
    void theDataSetIsReadInFull() {
        assertThat(HISTORY.products()).hasSize(110);
        assertThat(HISTORY.customers()).hasSize(126);
        assertThat(HISTORY.orders()).hasSize(330);
        assertThat(HISTORY.available()).containsEntry(new Sku("S24_2000"), 15);
        assertThat(HISTORY.products()).filteredOn(it -> it.sku().value().equals("S24_2000"))
            .singleElement()
            .satisfies(it -> assertThat(it.price().amountMinor()).isEqualTo(7_600));
    }

    /** The data set has 3,001 lines, one of them for an order that it does not have. */
    @Test
    void everyLineIsThereOrSaidToBeLeftOut() {
        int lines = HISTORY.orders().stream().mapToInt(order -> order.lines().size()).sum();

        assertThat(lines + HISTORY.linesWithoutOrder()).isEqualTo(3_001);
        assertThat(HISTORY.linesWithoutOrder()).isEqualTo(1);
    }

    @Test
    void linesCountFromOneAndNameEachSkuOnce() {
        for (History.PastOrder order : HISTORY.orders()) {
            assertThat(order.lines().stream().map(OrderLine::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, order.lines().size()).boxed().toList());
            assertThat(new HashSet<>(order.lines().stream().map(OrderLine::sku).toList()))
                .hasSameSizeAs(order.lines());
            assertThat(order.closedAt()).isAfter(order.placedAt());
        }
    }

    @Test
    void thePlanIsTheSameEveryTime() {
        SeedPlan plan = SeedPlan.of("steel-wheels", HISTORY);
        SeedPlan again = SeedPlan.of("steel-wheels", SteelWheels.read());

        assertThat(again.orders()).isEqualTo(plan.orders());
        assertThat(again.receipts()).containsExactlyInAnyOrderElementsOf(plan.receipts());
        List<Integer> versions = plan.orders().stream().map(SeedPlan.OrderPlan::schemaVersion).distinct().toList();
        assertThat(versions).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void eachCommandHasAnIdOfItsOwn() {
        SeedPlan plan = SeedPlan.of("steel-wheels", HISTORY);
        var ids = plan.orders()
            .stream()
            .flatMap(order -> order.phases()
                .stream()
                .flatMap(phase -> phase.stream().map(command -> plan.commandId(order, command))))
            .toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(plan.commands()).isEqualTo(ids.size() + plan.receipts().size());
    }

    @Test
    void everyCancelledOrderWasReservedFirst() {
        assertThat(SeedPlan.of("steel-wheels", HISTORY).orders()).filteredOn(it -> it.phases()
            .stream()
            .flatMap(List::stream)
            .anyMatch(command -> command.type().equals("CancelOrder")))
            .hasSize(6)
            .allSatisfy(it -> assertThat(it.phases()).hasSize(6));
    }
}
