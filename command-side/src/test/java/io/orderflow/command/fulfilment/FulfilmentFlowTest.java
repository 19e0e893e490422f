package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.ProcessTest;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.payment.FakePaymentProvider;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderEvent.OrderRejected;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.RejectionReason;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ProcessTest
class FulfilmentFlowTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration MANY_SOON = Duration.ofSeconds(60);
    private static final FakePaymentProvider PROVIDER = new FakePaymentProvider();

    @Autowired
    CommandDispatcher dispatcher;
    @Autowired
    EventStore store;
    @Autowired
    FulfilmentStore instances;
    @Autowired
    FulfilmentBoard board;
    @Autowired
    MeterRegistry meters;
    @Autowired
    Tracer tracer;
    @Autowired
    Workers workers;
    @Autowired
    JdbcClient database;
    @LocalServerPort
    int port;
    private Orders orders;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("orderflow.payment.url", PROVIDER::url);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void reset() {
        orders = new Orders(dispatcher, store);
        PROVIDER.release();
        PROVIDER.voidFails(false);
        PROVIDER.mode(FakePaymentProvider.Mode.AUTHORISE);
    }

    @Test
    void anOrderIsReservedPaidAndConfirmed() {
        Sku one = orders.stocked(5);
        Sku other = orders.stocked(5);
        OrderId order = orders.place(2, one, other);

        awaitStep(order, Step.CONFIRMED);
        assertThat(orders.typesOf(order)).containsExactly("OrderPlaced", "OrderReserved", "OrderConfirmed");
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentAuthorised");
        assertThat(orders.reserved(one)).isEqualTo(2);
        assertThat(orders.reserved(other)).isEqualTo(2);
        assertThat(PROVIDER.askedFor(order.value())).isEqualTo(1);
    }

    /** Each of the process's threads in turn: the store's, the relay's, the process manager's, those that measure. */
    @Test
    void anErrorOnAnyThreadStopsNoOrder() {
        await().atMost(SOON).until(() -> workers.statuses().stream().allMatch(WorkerStatus::isWell));
        List<String> names = workers.statuses().stream().map(WorkerStatus::name).toList();
        assertThat(names).contains("event-store-writer", "event-store-maintenance", "fulfilment", "fulfilment-lease",
                "fulfilment-monitor", "backlog-reader");
        for (String name : names) {
            Sku sku = orders.stocked(1);
            long failures = workers.failures(name);
            workers.strike(name, new NoClassDefFoundError("injected into " + name));
            await().atMost(SOON).until(() -> workers.failures(name) > failures);
            OrderId order = orders.place(1, sku);

            awaitStep(order, Step.CONFIRMED);
            await().atMost(SOON).until(() -> workers.statuses().stream().allMatch(WorkerStatus::isWell));
        }
    }

    @Test
    void anOrderOutOfStockIsRejectedWithTheFactsAndKeepsNothing() {
        Sku enough = orders.stocked(5);
        Sku scarce = orders.stocked(1);
        OrderId order = orders.place(2, enough, scarce);

        awaitStep(order, Step.REJECTED);
        assertThat(rejection(order).reason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
        assertThat(rejection(order).detail()).isEqualTo(scarce + ": 2 wanted, 1 available");
        assertThat(orders.reserved(enough)).isZero();
        assertThat(orders.reserved(scarce)).isZero();
        assertThat(PROVIDER.askedFor(order.value())).isZero();
    }

    @Test
    void stockThatWasNeverReceivedIsOutOfStock() {
        OrderId order = orders.place(1, orders.stocked(0));

        awaitStep(order, Step.REJECTED);
        assertThat(rejection(order).reason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
    }

    @Test
    void aDeclinedPaymentRejectsAndReleases() {
        PROVIDER.mode(FakePaymentProvider.Mode.DECLINE);
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);

        awaitStep(order, Step.REJECTED);
        assertThat(rejection(order).reason()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
        assertThat(orders.reserved(sku)).isZero();
    }

    @Test
    void aProviderThatDoesNotAnswerIsAskedThreeTimesAndThenTheOrderIsRejected() {
        PROVIDER.mode(FakePaymentProvider.Mode.FAIL);
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);

        awaitStep(order, Step.REJECTED);
        assertThat(rejection(order).reason()).isEqualTo(RejectionReason.PAYMENT_TIMEOUT);
        assertThat(PROVIDER.askedFor(order.value())).isEqualTo(3);
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentTimedOut");
        assertThat(orders.reserved(sku)).isZero();
    }

    @Test
    void moneyAuthorisedAfterTheTimeoutIsGivenBack() {
        PROVIDER.hold();
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);

        awaitStep(order, Step.REJECTED);
        await().atMost(SOON).until(() -> PROVIDER.statusOf(order.value()).equals("VOIDED"));
        await().atMost(SOON).until(() -> find(order).progress().payment() == PaymentStage.VOIDED);
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentTimedOut");
        assertThat(orders.reserved(sku)).isZero();
    }

    @Test
    void aCancelDuringTheCallEndsWithMoneyAndStockGivenBack() {
        PROVIDER.hold();
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        await().atMost(SOON).until(() -> PROVIDER.askedFor(order.value()) == 1);

        orders.cancel(order);
        await().atMost(SOON).until(() -> find(order).step() == Step.CANCELLING);
        assertThat(orders.reserved(sku)).isZero();
        PROVIDER.release();

        awaitStep(order, Step.CANCELLED);
        await().atMost(SOON).until(() -> PROVIDER.statusOf(order.value()).equals("VOIDED"));
        assertThat(orders.typesOf(order)).containsExactly("OrderPlaced", "OrderReserved", "CancellationRequested",
                "OrderCancelled");
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentAuthorised", "PaymentVoided");
        assertThat(orders.reserved(sku)).isZero();
    }

    @Test
    void aConfirmedOrderThatIsCancelledGivesMoneyAndStockBack() {
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        awaitStep(order, Step.CONFIRMED);

        orders.cancel(order);

        awaitStep(order, Step.CANCELLED);
        await().atMost(SOON).until(() -> orders.paymentTypesOf(order).contains("PaymentVoided"));
        assertThat(PROVIDER.statusOf(order.value())).isEqualTo("VOIDED");
        await().atMost(SOON).until(() -> find(order).progress().dueAt() == null);
        assertThat(orders.reserved(sku)).isZero();
    }

    @Test
    void aCompensationThatKeepsFailingIsAStateOfItsOwn() {
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        awaitStep(order, Step.CONFIRMED);
        PROVIDER.voidFails(true);

        orders.cancel(order);

        awaitStep(order, Step.COMPENSATION_FAILED);
        assertThat(find(order).trail().failedStep()).isEqualTo(Step.CANCELLED);
        assertThat(orders.reserved(sku)).isZero();
        await().atMost(SOON)
            .until(() -> meters.get("fulfilment.instances").tag("step", "compensation_failed").gauge().value() >= 1);
    }

    @Test
    void ofManyBuyersOfTheLastItemsExactlyThatManyGetOne() throws Exception {
        int stock = 15;
        Sku sku = orders.stocked(stock);
        List<Future<OrderId>> buyers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                buyers.add(threads.submit(() -> orders.place(1, sku)));
            }
        }
        List<OrderId> placed = new ArrayList<>();
        for (Future<OrderId> buyer : buyers) {
            placed.add(buyer.get());
        }

        await().atMost(MANY_SOON).until(() -> steps(placed).stream().filter(Step::isEnd).count() == placed.size());
        assertThat(steps(placed)).hasSize(200).filteredOn(it -> it == Step.CONFIRMED).hasSize(stock);
        assertThat(steps(placed)).filteredOn(it -> it == Step.REJECTED).hasSize(200 - stock);
        assertThat(orders.reserved(sku)).isEqualTo(stock);
    }

    @Test
    void theProcessContinuesTheTraceOfTheOrder() {
        Sku sku = orders.stocked(1);
        var span = tracer.spanBuilder("a test").startSpan();
        OrderId order;
        try (var _ = span.makeCurrent()) {
            order = orders.place(1, sku);
        } finally {
            span.end();
        }
        String trace = span.getSpanContext().getTraceId();

        awaitStep(order, Step.CONFIRMED);
        assertThat(tracesOf(StreamName.of(order))).containsExactly(trace);
        assertThat(tracesOf(StreamName.of(new PaymentId(order.value())))).containsExactly(trace);
        assertThat(PROVIDER.traceparents()).anyMatch(it -> it.contains(trace));
    }

    @Test
    void eachCommandOfTheProcessNamesTheEventThatCausedIt() {
        OrderId order = orders.place(1, orders.stocked(1));
        awaitStep(order, Step.CONFIRMED);

        List<RecordedEvent> events = orders.stream(StreamName.of(order));
        List<RecordedEvent> payments = orders.stream(StreamName.of(new PaymentId(order.value())));
        EventMetadata authorised = EventMetadata.parse(payments.getFirst().metadata());
        assertThat(authorised.causationId()).isEqualTo(events.get(1).eventId().toString());
        assertThat(authorised.correlationId()).isEqualTo(order.value());
        assertThat(EventMetadata.parse(events.get(2).metadata()).causationId())
            .isEqualTo(payments.getFirst().eventId().toString());
    }

    @Test
    void anEventThatCannotBeReadStopsItsOrderOnly() {
        PROVIDER.hold();
        OrderId poisoned = orders.place(1, orders.stocked(1));
        await().atMost(SOON).until(() -> PROVIDER.askedFor(poisoned.value()) == 1);
        appendUnreadable(poisoned);

        awaitStep(poisoned, Step.FAILED);
        assertThat(find(poisoned).trail().error()).contains("NeverHeardOf");
        PROVIDER.release();
        awaitStep(orders.place(1, orders.stocked(1)), Step.CONFIRMED);
        assertThat(board.stuck(Clock.systemUTC().instant(), 10)).extracting(Fulfilment::orderId).contains(poisoned);
    }

    /** As when an event of a later version met a process of an earlier one, which has been replaced since. */
    @Test
    void anOrderThatStoppedAtAnEventGoesOnOnceItCanBeRead() throws Exception {
        PROVIDER.hold();
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        await().atMost(SOON).until(() -> PROVIDER.askedFor(order.value()) == 1);
        UUID event = appendUnreadable(order);
        awaitStep(order, Step.FAILED);
        PROVIDER.release();
        assertThat(post(order, "resume").statusCode()).isEqualTo(409);
        assertThat(post(order, "resume").body()).contains("NeverHeardOf");
        assertThat(post(order, "retry").body()).contains("COMPENSATION_FAILED, resume for FAILED");

        makeReadable(event, order);
        HttpResponse<String> resumed = post(order, "resume");

        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
        awaitStep(order, Step.CONFIRMED);
        assertThat(orders.paymentTypesOf(order)).containsExactly("PaymentAuthorised");
        assertThat(post(order, "compensate").body()).contains("the fulfilment is CONFIRMED");
    }

    @Test
    void anOrderThatCannotGoOnIsUndoneByHand() throws Exception {
        PROVIDER.hold();
        Sku sku = orders.stocked(1);
        OrderId order = orders.place(1, sku);
        await().atMost(SOON).until(() -> PROVIDER.askedFor(order.value()) == 1);
        appendUnreadable(order, "payment-" + order, "Payment");
        awaitStep(order, Step.FAILED);
        PROVIDER.release();

        HttpResponse<String> compensated = post(order, "compensate");

        assertThat(compensated.statusCode()).as(compensated.body()).isEqualTo(200);
        await().atMost(SOON).until(() -> PROVIDER.statusOf(order.value()).equals("VOIDED"));
        await().atMost(SOON).until(() -> orders.reserved(sku) == 0);
        assertThat(orders.typesOf(order)).contains("CancellationRequested");
    }

    @Test
    void whatAnOperatorCannotAskForIsRefused() throws Exception {
        OrderId unknown = new OrderId(UUID.randomUUID().toString());
        assertThat(post(unknown, "resume").statusCode()).isEqualTo(404);
        OrderId order = orders.place(1, orders.stocked(1));
        awaitStep(order, Step.CONFIRMED);
        assertThat(post(order, "forget").statusCode()).isEqualTo(404);
        assertThat(post(order, "resume").statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> post(OrderId order, String action) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/v1/fulfilments/" + order + "/" + action))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private void makeReadable(UUID event, OrderId order) {
        database.sql("""
                UPDATE event_store.event_live
                   SET event_type = 'OrderReserved', payload = :payload::json
                 WHERE event_id = :event
                """)
            .param("payload", "{\"orderId\":\"" + order + "\",\"occurredAt\":\"2026-11-26T10:00:00Z\"}")
            .param("event", event)
            .update();
    }

    private UUID appendUnreadable(OrderId order) {
        return appendUnreadable(order, "order-" + order, "Order");
    }

    private UUID appendUnreadable(OrderId order, String stream, String streamType) {
        UUID event = UUID.randomUUID();
        var metadata = new EventMetadata("test", null, null, order.value(), null, null, null, null, null, null, null,
                null, null, null);
        store.append(new AppendRequest(stream, streamType, new ExpectedVersion.Any(),
                List.of(new NewEvent(event, "NeverHeardOf", 1, "{}", metadata.toJson())), null))
            .join();
        return event;
    }

    private Set<String> tracesOf(StreamName stream) {
        return orders.stream(stream)
            .stream()
            .map(it -> String.valueOf(EventMetadata.parse(it.metadata()).traceparent()).split("-", -1)[1])
            .collect(Collectors.toSet());
    }

    private List<Step> steps(List<OrderId> of) {
        return instances.load(of).values().stream().map(Fulfilment::step).toList();
    }

    private OrderRejected rejection(OrderId order) {
        return (OrderRejected) orders.eventsOf(StreamName.of(order)).getLast();
    }

    private Fulfilment find(OrderId order) {
        return await().atMost(SOON).until(() -> board.find(order), Optional::isPresent).orElseThrow();
    }

    private void awaitStep(OrderId order, Step step) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> find(order).step() == step);
    }
}
