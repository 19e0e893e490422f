package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.CommandSideTest;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.payment.PaymentPort;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The leader's turns, one by one: what meets in one, and what it asks of the database. */
@CommandSideTest
class FulfilmentTurnTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int TURNS_MAX = 20;
    private static final FulfilmentProperties SETTINGS = new FulfilmentProperties(true, 500, Duration.ofMillis(20),
            Duration.ZERO, 10_000, Duration.ofSeconds(5), Duration.ofMinutes(1),
            new FulfilmentProperties.Payment(3, Duration.ofSeconds(2), Duration.ofSeconds(60), 10));

    @Autowired
    CommandDispatcher dispatcher;
    @Autowired
    CommandBatches batches;
    @Autowired
    EventStore log;
    @Autowired
    DataSource database;
    @Autowired
    Tracer tracer;
    private final Provider provider = new Provider();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final PaymentCalls payments = new PaymentCalls(provider, 64, () -> {
    });
    private Orders orders;
    private FulfilmentStore store;
    private FulfilmentTurn turn;

    /** Authorises at once, or when it is let. */
    private static final class Provider implements PaymentPort {
        volatile @Nullable CountDownLatch held;
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger givenBack = new AtomicInteger();

        @Override
        public Answer authorise(PaymentId payment, Money amount) {
            asked.incrementAndGet();
            CountDownLatch waiting = held;
            if (waiting != null) {
                try {
                    waiting.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Answer.Authorised("ref-" + payment.value());
        }

        @Override
        public void giveBack(PaymentId payment) {
            givenBack.incrementAndGet();
        }

        @Override
        public void capture(PaymentId payment) {
            throw new UnsupportedOperationException("the process does not capture");
        }
    }

    @BeforeEach
    void prepare() {
        orders = new Orders(dispatcher, log);
        store = new FulfilmentStore(counted(DataSource.class, database, "store"));
        EventStore counted = counted(EventStore.class, log, "log");
        var spans = new ReactionSpan(tracer);
        var instances = new Instances(store, SETTINGS.instancesMax());
        var issuer = new CommandIssuer(counted(CommandBatches.class, batches, "batches"));
        Clock clock = Clock.systemUTC();
        PaymentPolicy policy = SETTINGS.payment().policy();
        var reactor = new BatchReactor(instances, issuer, new LostInstances(counted), spans, clock);
        var jdbc = JdbcClient.create(database);
        turn = new FulfilmentTurn(counted, batches, store, instances, reactor, payments,
                new PaymentAnswers(instances, issuer, policy, spans, clock), new DueInstances(instances, store, issuer,
                        payments, policy, Duration.ofSeconds(11), SETTINGS.dueInterval(), spans, clock),
                new OperatorActions(new OperatorRequests(jdbc), new MissedEvents(jdbc, counted), instances, reactor,
                        issuer, counted, spans, SETTINGS.dueInterval(), clock),
                SETTINGS);
        long epoch = Epochs.next();
        long checkpoint = store.takeOver(epoch).orElseThrow();
        store.advance(epoch, checkpoint, log.headPosition(), List.of(), List.of());
        turn.begin(epoch, log.headPosition(), () -> {
        });
    }

    @AfterEach
    void stop() {
        CountDownLatch waiting = provider.held;
        if (waiting != null) {
            waiting.countDown();
        }
        payments.close();
    }

    @Test
    void oneTurnTakesAnOrderUpToItsPaymentAndOneFromThereToItsEnd() throws Exception {
        OrderId order = orders.place(1, orders.stocked(1), orders.stocked(1), orders.stocked(1));

        turn.take();
        assertThat(store.find(order)).get().satisfies(it -> {
            assertThat(it.step()).isEqualTo(Step.AUTHORISING);
            assertThat(it.progress().payment()).isEqualTo(PaymentStage.ASKING);
        });
        await().atMost(SOON).until(payments::hasAnswers);
        turn.take();

        assertThat(store.find(order)).get().extracting(Fulfilment::step).isEqualTo(Step.CONFIRMED);
        assertThat(orders.typesOf(order)).containsExactly("OrderPlaced", "OrderReserved", "OrderConfirmed");
    }

    @Test
    void anAnswerAndACancelOfTheSameTurnMeetWithoutARepeat() throws Exception {
        provider.held = new CountDownLatch(1);
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        turn.take();
        await().atMost(SOON).until(() -> provider.asked.get() == 1);
        orders.cancel(order);
        provider.held.countDown();
        await().atMost(SOON).until(payments::hasAnswers);

        turn.take();
        assertThat(store.find(order)).get().satisfies(it -> {
            assertThat(it.step()).isEqualTo(Step.CANCELLING);
            assertThat(it.progress().payment()).isEqualTo(PaymentStage.VOIDING);
        });
        await().atMost(SOON).until(payments::hasAnswers);
        turn.take();

        assertThat(store.find(order)).get().extracting(Fulfilment::step).isEqualTo(Step.CANCELLED);
        assertThat(provider.givenBack).hasValue(1);
        assertThat(orders.reserved(sku)).isZero();
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentAuthorised", "PaymentVoided");
        assertThat(log.readLog(0, 100_000)).filteredOn(it -> it.streamId().equals(StreamName.of(order).toString()))
            .extracting(it -> it.type())
            .containsExactly("OrderPlaced", "OrderReserved", "CancellationRequested", "OrderCancelled");
    }

    @Test
    void fiftyOrdersCostAFewRoundTripsInAll() throws Exception {
        List<OrderId> placed = new ArrayList<>();
        List<Sku> skus = List.of(orders.stocked(1_000), orders.stocked(1_000), orders.stocked(1_000));
        for (int i = 0; i < 50; i++) {
            placed.add(orders.place(1, skus.get(0), skus.get(1), skus.get(2)));
        }
        calls.clear();

        int turns = 0;
        while (!areConfirmed(placed) && turns++ < TURNS_MAX) {
            int wanted = provider.asked.get();
            turn.take();
            await().atMost(SOON).until(() -> provider.asked.get() == wanted || payments.hasAnswers());
        }

        assertThat(areConfirmed(placed)).isTrue();
        assertThat(provider.asked).hasValue(50);
        // A turn stores in one statement; the looks of this test and those for what is due are among the connections.
        assertThat(count("store.getConnection")).isLessThanOrEqualTo(3 * turns + 3);
        // Reserve, mark, record, confirm: answers that come in several turns are recorded in several.
        assertThat(count("batches.dispatch")).isLessThanOrEqualTo(2 + 2 * turns);
        assertThat(count("log.readLog")).isLessThanOrEqualTo(4 * (turns + 1));
        assertThat(turns).isLessThan(TURNS_MAX);
    }

    private boolean areConfirmed(List<OrderId> placed) {
        Map<OrderId, Fulfilment> states = store.load(placed);
        return states.size() == placed.size()
                && states.values().stream().allMatch(it -> it.step() == Step.CONFIRMED);
    }

    private int count(String call) {
        AtomicInteger count = calls.get(call);
        return count == null ? 0 : count.get();
    }

    private <T> T counted(Class<T> type, T delegate, String name) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            calls.computeIfAbsent(name + "." + method.getName(), _ -> new AtomicInteger()).incrementAndGet();
            try {
                return method.invoke(delegate, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }
}
