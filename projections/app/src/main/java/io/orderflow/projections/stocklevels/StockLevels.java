package io.orderflow.projections.stocklevels;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.ImpossibleEventException;
import io.orderflow.projections.fold.JsonRows;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.fold.Stamp;
import io.orderflow.projections.fold.StreamTable;
import io.orderflow.readmodel.ReadModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On hand and reserved of each SKU. */
public final class StockLevels implements StreamTable<StockLevelRow> {
    private final JsonRows<StockLevelRow> rows = new JsonRows<>(StockLevelRow.class);

    public static Projection projection() {
        return new Projection(ReadModel.STOCK_LEVELS, List.of(new StockLevels()));
    }

    @Override
    public StreamName.Kind kind() {
        return StreamName.Kind.STOCK;
    }

    @Override
    public String name() {
        return "stock_levels";
    }

    @Override
    public StockLevelRow fold(@Nullable StockLevelRow row, DomainEvent event, Stamp stamp) {
        if (!(event instanceof StockEvent stock)) {
            throw ImpossibleEventException.after(row, event);
        }
        long onHand = row == null ? 0 : row.onHand();
        long reserved = row == null ? 0 : row.reserved();
        return StockLevelRow.of(stock.sku().value(),
                Math.addExact(onHand, onHandChange(stock)),
                Math.addExact(reserved, reservedChange(stock)),
                stamp);
    }

    private static long onHandChange(StockEvent event) {
        return switch (event) {
            case StockEvent.StockReceived it -> it.quantity();
            case StockEvent.StockAdjusted it -> it.delta();
            case StockEvent.StockReserved it -> 0;
            case StockEvent.ReservationRefused it -> 0;
            case StockEvent.ReservationReleased it -> 0;
            case StockEvent.ReservationExpired it -> 0;
        };
    }

    private static long reservedChange(StockEvent event) {
        return switch (event) {
            case StockEvent.StockReserved it -> it.quantity();
            case StockEvent.ReservationReleased it -> -it.quantity();
            case StockEvent.ReservationExpired it -> -it.quantity();
            case StockEvent.StockReceived it -> 0;
            case StockEvent.StockAdjusted it -> 0;
            case StockEvent.ReservationRefused it -> 0;
        };
    }

    @Override
    public List<StockLevelRow> load(Connection connection, Collection<String> keys) throws SQLException {
        return rows.load(connection, """
                SELECT row_to_json(t)
                  FROM read_model.stock_levels t
                 WHERE sku = ANY (?)
                """, keys);
    }

    @Override
    public String toJson(Collection<StockLevelRow> changed) {
        return rows.toJson(changed);
    }

    @Override
    public String upsertSql() {
        return """
                INSERT INTO read_model.stock_levels AS t (sku, on_hand, reserved, updated_at, version, position, traceparent)
                SELECT sku, on_hand, reserved, updated_at, version, position, traceparent
                  FROM json_to_recordset(?::json)
                    AS r (sku text, on_hand bigint, reserved bigint, updated_at timestamptz, version bigint, position bigint,
                          traceparent text)
                    ON CONFLICT (sku) DO UPDATE
                   SET on_hand = excluded.on_hand, reserved = excluded.reserved, updated_at = excluded.updated_at,
                       version = excluded.version, position = excluded.position, traceparent = excluded.traceparent
                 WHERE t.version < excluded.version
                """;
    }
}
