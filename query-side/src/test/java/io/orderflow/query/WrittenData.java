package io.orderflow.query;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.StoredForm;
import io.orderflow.readmodel.ReadModel;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what the other sides write: events, positions and rows of read models, with their logins. */
final class WrittenData {
    static final EventMetadata NO_METADATA = EventMetadata.parse("{}");
    private final EventCodec codec = new EventCodec();
    private final TestDatabase database;
    private final JdbcClient commandSide;
    private final JdbcClient projections;

    private WrittenData(TestDatabase database) {
        this.database = database;
        this.commandSide = JdbcClient.create(database.dataSource(DatabaseRole.COMMAND));
        this.projections = JdbcClient.create(database.dataSource(DatabaseRole.PROJECTIONS));
    }

    static WrittenData inNewDatabase() {
        TestDatabase database = TestServers.postgres().createDatabase();
        WrittenData data = new WrittenData(database);
        migrate(database, DatabaseRole.COMMAND, "event_store", "classpath:db/event-store");
        migrate(database, DatabaseRole.PROJECTIONS, "read_model", "classpath:db/read-model");
        data.makePriceList();
        return data;
    }

    private static void migrate(TestDatabase database, DatabaseRole role, String schema, String location) {
        Flyway.configure()
            .dataSource(database.dataSource(role))
            .schemas(schema)
            .defaultSchema(schema)
            .createSchemas(false)
            .locations(location)
            .load()
            .migrate();
    }

    private void makePriceList() {
        commandSide.sql("""
                CREATE TABLE command.current_product (
                    sku          text   PRIMARY KEY,
                    name         text   NOT NULL,
                    product_line text,
                    vendor       text,
                    description  text,
                    price_minor  bigint NOT NULL,
                    currency     text   NOT NULL,
                    version      bigint NOT NULL
                )
                """).update();
        commandSide.sql("GRANT SELECT ON command.current_product TO orderflow_query").update();
    }

    TestDatabase database() {
        return database;
    }

    long append(DomainEvent event, EventMetadata metadata) {
        return append(event.stream().toString(), codec.encode(event), metadata);
    }

    long append(DomainEvent event) {
        return append(event, NO_METADATA);
    }

    /** Position of the new event: the next one. */
    synchronized long append(String streamId, StoredForm form, EventMetadata metadata) {
        return commandSide.sql("""
                INSERT INTO event_store.event (position, stream_id, stream_type, version, event_id, event_type,
                                               schema_version, payload, metadata, recorded_at)
                SELECT head.position + 1, :stream, 'Test',
                       (SELECT coalesce(max(version), 0) + 1 FROM event_store.event WHERE stream_id = :stream),
                       :eventId, :type, :schemaVersion, CAST(:payload AS json), CAST(:metadata AS json),
                       clock_timestamp()
                  FROM event_store.log_head head
                RETURNING position
                """)
            .param("stream", streamId)
            .param("eventId", UUID.randomUUID())
            .param("type", form.type())
            .param("schemaVersion", form.schemaVersion())
            .param("payload", form.payload())
            .param("metadata", metadata.toJson())
            .query(Long.class)
            .single();
    }

    long head() {
        return commandSide.sql("SELECT position FROM event_store.log_head").query(Long.class).single();
    }

    /** The relay has put everything up to here into the one partition of the topic; told in one transaction. */
    void publishedUpTo(long position) {
        commandSide.sql("""
                WITH relay AS (
                    INSERT INTO event_store.relay_position (shard, position, epoch, updated_at)
                    VALUES (0, :position, 1, clock_timestamp())
                    ON CONFLICT (shard) DO UPDATE SET position = :position
                )
                INSERT INTO event_store.relay_progress (shard, partition, last_position, last_offset, events)
                VALUES (0, 0, :position, :position, :position)
                ON CONFLICT (shard, partition) DO UPDATE
                SET last_position = :position, last_offset = :position, events = :position
                """).param("position", position).update();
    }

    void projectedUpTo(ReadModel readModel, long position) {
        projections.sql("""
                INSERT INTO read_model.checkpoint (projection, partition, topic_id, next_offset, position, events,
                                                   updated_at)
                VALUES (:projection, 0, 'topic', :position, :position, :position, clock_timestamp())
                ON CONFLICT (projection, partition) DO UPDATE
                SET next_offset = :position, position = :position, events = :position
                """).param("projection", readModel.projection()).param("position", position).update();
    }

    void everythingIsProjected() {
        publishedUpTo(head());
        for (ReadModel readModel : ReadModel.values()) {
            projectedUpTo(readModel, head());
        }
    }

    void searchRow(String orderId, String customer, String status, long totalMinor, Instant placedAt, String sku) {
        projections.sql("""
                INSERT INTO read_model.order_search (order_id, customer_id, channel, status, currency, total_minor,
                                                     line_count, skus, words, placed_at, updated_at, version, position)
                VALUES (:id, :customer, 'web', :status, 'EUR', :total, 1, ARRAY[:sku],
                        array_to_tsvector(ARRAY[:idWord, :customerWord, 'web', :skuWord]), :at, :at, 1, 1)
                """)
            .param("id", orderId)
            .param("customer", customer)
            .param("status", status)
            .param("total", totalMinor)
            .param("sku", sku)
            .param("idWord", orderId.toLowerCase(Locale.ROOT))
            .param("customerWord", customer.toLowerCase(Locale.ROOT))
            .param("skuWord", sku.toLowerCase(Locale.ROOT))
            .param("at", timestamp(placedAt))
            .update();
    }

    void detailRow(String orderId, String status, long version) {
        projections.sql("""
                INSERT INTO read_model.order_detail (order_id, customer_id, channel, status, currency, total_minor,
                                                     shipping_minor, discount_minor, lines, placed_at, updated_at,
                                                     version, position)
                VALUES (:id, '103', 'web', :status, 'EUR', 15200, 0, 0,
                        '[{"number":1,"sku":"S24_2000","quantity":2,"unitPriceMinor":7600}]',
                        '2026-11-21T10:00:00Z', '2026-11-21T10:00:01Z', :version, 1)
                ON CONFLICT (order_id) DO UPDATE SET status = :status, version = :version
                """).param("id", orderId).param("status", status).param("version", version).update();
    }

    void paymentRow(String orderId) {
        projections.sql("""
                INSERT INTO read_model.order_payment (order_id, payment_id, status, currency, amount_minor,
                                                      captured_minor, refunded_minor, authorisation, updated_at,
                                                      version, position)
                VALUES (:id, :id, 'AUTHORISED', 'EUR', 15200, 0, 0, 'A-1', '2026-11-21T10:00:01Z', 1, 1)
                """).param("id", orderId).update();
    }

    void stockRow(String sku, long onHand, long reserved, long version) {
        projections.sql("""
                INSERT INTO read_model.stock_levels (sku, on_hand, reserved, updated_at, version, position)
                VALUES (:sku, :onHand, :reserved, '2026-11-21T10:00:00Z', :version, 1)
                """)
            .param("sku", sku)
            .param("onHand", onHand)
            .param("reserved", reserved)
            .param("version", version)
            .update();
    }

    void productRow(String sku, long priceMinor) {
        commandSide.sql("""
                INSERT INTO command.current_product (sku, name, product_line, price_minor, currency, version)
                VALUES (:sku, 'A model', 'Motorcycles', :price, 'USD', 1)
                """).param("sku", sku).param("price", priceMinor).update();
    }

    void journeyStep(long position, ReadModel projection, String orderId, Instant brokerAt, Instant projectedAt) {
        projections.sql("""
                INSERT INTO read_model.journey_step (position, projection, order_id, stream_id, version, event_type,
                                                     partition, kafka_offset, broker_timestamp, polled_at,
                                                     projected_at, trace_id, span_id)
                SELECT position, :projection, :orderId, stream_id, version, event_type, 3, 41, :brokerAt, :brokerAt,
                       :projectedAt, '4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'
                  FROM event_store.event
                 WHERE position = :position
                """)
            .param("position", position)
            .param("projection", projection.projection())
            .param("orderId", orderId)
            .param("brokerAt", timestamp(brokerAt))
            .param("projectedAt", timestamp(projectedAt))
            .update();
    }

    private static OffsetDateTime timestamp(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
