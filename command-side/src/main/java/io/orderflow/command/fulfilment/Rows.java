package io.orderflow.command.fulfilment;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Fulfilments as rows of {@code command.fulfilment}. */
final class Rows {
    /** Field by field the row, as {@code json_to_recordset} takes it. */
    private record Row(
            String orderId, String step, String payment, String customerId, List<Fulfilment.Line> lines,
            int reservedLines,
            long totalMinor, String currency, int attempts, Instant stepSince, @Nullable Instant reservedUntil,
            @Nullable Instant dueAt, String placedEventId, String causationId, @Nullable String traceparent,
            @Nullable String tracestate, long lastPosition, @Nullable String failedStep, @Nullable String error) {}

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
    private static final TypeReference<List<Fulfilment.Line>> LINES = new TypeReference<>() {
    };

    private Rows() {}

    /** A JSON array. */
    static String toJson(Collection<Fulfilment> changed) {
        return JSON.writeValueAsString(changed.stream().map(Rows::row).toList());
    }

    static String doneToJson(Collection<OperatorRequests.Done> done) {
        return JSON.writeValueAsString(done);
    }

    static Fulfilment read(ResultSet row, int number) throws SQLException {
        return new Fulfilment(
                new Fulfilment.Plan(new OrderId(row.getString("order_id")),
                        new CustomerId(row.getString("customer_id")),
                        JSON.readValue(row.getString("lines"), LINES),
                        new Money(row.getLong("total_minor"), row.getString("currency")),
                        row.getString("placed_event_id")),
                new Fulfilment.Progress(Step.valueOf(row.getString("step")),
                        PaymentStage.valueOf(row.getString("payment")), row.getInt("reserved_lines"),
                        row.getInt("attempts"), row.getObject("step_since", OffsetDateTime.class).toInstant(),
                        instant(row, "reserved_until"), instant(row, "due_at")),
                new Fulfilment.Trail(row.getString("causation_id"), row.getString("traceparent"),
                        row.getString("tracestate"), row.getLong("last_position"),
                        Optional.ofNullable(row.getString("failed_step")).map(Step::valueOf).orElse(null),
                        row.getString("error")));
    }

    private static Row row(Fulfilment it) {
        Fulfilment.Plan plan = it.plan();
        Fulfilment.Progress progress = it.progress();
        Fulfilment.Trail trail = it.trail();
        Step failedStep = trail.failedStep();
        return new Row(plan.orderId().value(), progress.step().name(), progress.payment().name(),
                plan.customerId().value(), plan.lines(), progress.reserved(), plan.total().amountMinor(),
                plan.total().currency(), progress.attempts(), progress.since(), progress.reservedUntil(),
                progress.dueAt(), plan.placedEventId(), trail.causationId(), trail.traceparent(), trail.tracestate(),
                trail.lastPosition(), failedStep == null ? null : failedStep.name(), trail.error());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
