package io.orderflow.command.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.command.CommandSideTest;
import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.vault.CustomerVault;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Money;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StoredForm;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@CommandSideTest
@TestPropertySource(properties = {"orderflow.seed=steel-wheels",
        "orderflow.vault.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="})
class SeedTest {
    private static final Duration IMPORTED_WITHIN = Duration.ofMinutes(2);
    private static final int EVENTS_MAX = 100_000;

    @Autowired
    Seeder seeder;
    @Autowired
    EventStore store;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    CustomerVault vault;
    @Autowired
    PriceList prices;
    @Autowired
    CommandDispatcher dispatcher;

    @BeforeEach
    void imported() {
        await().atMost(IMPORTED_WITHIN).until(() -> seeder.progress().state() != SeedProgress.State.RUNNING);
        assertThat(seeder.progress().error()).isNull();
        assertThat(seeder.progress().state()).isEqualTo(SeedProgress.State.DONE);
    }

    @Test
    void everyOrderIsThereOnceInAllVersionsOfItsEvent() {
        List<RecordedEvent> placed = store.readLog(0, EVENTS_MAX)
            .stream()
            .filter(it -> it.type().equals("OrderPlaced"))
            .toList();

        assertThat(placed).hasSize(330);
        assertThat(placed).extracting(RecordedEvent::schemaVersion).contains(1, 2, 3).hasSize(330);
        List<OrderPlaced> orders = placed.stream().map(SeedTest::order).toList();
        assertThat(orders.stream().mapToInt(it -> it.lines().size()).sum()).isEqualTo(3_000);
        assertThat(orders).allSatisfy(it -> assertThat(it.lines()
            .stream()
            .map(OrderLine::total)
            .reduce(Money::plus)).contains(it.total()));
        // Orders that share no article come in at the same time: the first of the log need not be the oldest.
        assertThat(orders.stream().map(OrderPlaced::occurredAt).min(Comparator.naturalOrder()).orElseThrow())
            .isBefore("2003-02-01T00:00:00Z");
    }

    @Test
    void ordersEndAsTheDataSetSays() {
        assertThat(count("OrderConfirmed")).isEqualTo(324);
        assertThat(count("OrderCancelled")).isEqualTo(6);
        assertThat(count("PaymentAuthorised")).isEqualTo(324);
        assertThat(count("PaymentCaptured")).isEqualTo(311);
        assertThat(count("ReservationRefused")).isZero();
    }

    @Test
    void whatIsLeftInStockIsWhatTheDataSetSays() {
        History history = SteelWheels.read();
        var available = jdbc.sql("""
                SELECT payload ->> 'sku' AS sku,
                       sum((payload ->> 'quantity')::int * CASE event_type
                           WHEN 'StockReceived' THEN 1 WHEN 'StockReserved' THEN -1 WHEN 'ReservationReleased' THEN 1
                           ELSE 0 END) AS available
                  FROM event_store.event
                 WHERE stream_type = 'StockItem'
                 GROUP BY 1
                """)
            .query((row, _) -> Map.entry(new Sku(row.getString("sku")), row.getInt("available")))
            .list();

        assertThat(available).hasSize(110)
            .allSatisfy(it -> assertThat(it.getValue())
                .isEqualTo(history.available().get(it.getKey())));
        assertThat(available).contains(Map.entry(new Sku("S24_2000"), 15));
    }

    @Test
    void noOrderReservesASkuTwice() {
        assertThat(jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT payload ->> 'sku', payload ->> 'orderId'
                          FROM event_store.event
                         WHERE event_type = 'StockReserved'
                         GROUP BY 1, 2
                        HAVING count(*) > 1) AS twice
                """).query(Long.class).single()).isZero();
    }

    @Test
    void theImportedEventsSayThatTheyAre() {
        assertThat(jdbc.sql("""
                SELECT count(*)
                  FROM event_store.event
                 WHERE metadata ->> 'imported' IS DISTINCT FROM 'true' OR metadata ->> 'actor' <> 'import'
                """).query(Long.class).single()).isZero();
    }

    @Test
    void personalDataIsInTheVaultOnly() {
        assertThat(vault.read(new CustomerId("103"))).get().satisfies(it -> {
            assertThat(it.name()).isEqualTo("Atelier graphique");
            assertThat(it.toString()).doesNotContain("Atelier");
        });
        assertThat(jdbc.sql("""
                SELECT count(*)
                  FROM command.customer
                 WHERE position('Atelier'::bytea IN personal_data) > 0
                """).query(Long.class).single()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM command.customer").query(Long.class).single()).isEqualTo(126);
    }

    @Test
    void aRepeatedImportHasNoSecondEffect() throws Exception {
        long head = store.headPosition();
        History history = SteelWheels.read();
        SeedPlan plan = SeedPlan.of("steel-wheels", history);
        SeedProgress progress = new SeedProgress();

        try (SeedRun run = new SeedRun(plan, new SeedCommands(dispatcher, progress))) {
            run.run();
        }

        assertThat(progress.view().done()).isEqualTo(plan.commands());
        assertThat(store.headPosition()).isEqualTo(head);
    }

    private static OrderPlaced order(RecordedEvent event) {
        return (OrderPlaced) new EventCodec()
            .decode(new StoredForm(event.type(), event.schemaVersion(), event.payload()));
    }

    private long count(String type) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM event_store.event
                 WHERE event_type = :type
                """).param("type", type).query(Long.class).single();
    }
}
