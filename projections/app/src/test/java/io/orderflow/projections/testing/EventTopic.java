package io.orderflow.projections.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderflow.contract.EventHeaders;
import io.orderflow.testservers.TestServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The topic of the events on the test's broker, written as the relay would write it. */
public final class EventTopic implements AutoCloseable {
    public static final int PARTITIONS = 3;
    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    /** Begins with an empty topic, new under the old name, on the broker that tests share. */
    public EventTopic() {
        this(TestServers.kafka().bootstrapServers());
    }

    public EventTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(), new ByteArraySerializer());
        recreate();
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Deletes the topic and makes it anew: it has another id then. */
    public void recreate() {
        delete();
        Awaitility.await().ignoreExceptionsMatching(it -> it.getCause() instanceof TopicExistsException).until(() -> {
            admin.createTopics(List.of(new NewTopic(EventHeaders.TOPIC, PARTITIONS, (short) 1))).all().get();
            return true;
        });
    }

    public void delete() {
        try {
            admin.deleteTopics(List.of(EventHeaders.TOPIC)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the broker has the events. */
    public void publish(Log.Published... events) {
        for (Log.Published event : events) {
            write(event.key(), event.headers(), event.payload());
        }
    }

    /** Any record; returns when the broker has it. */
    public void write(@Nullable String key, Map<String, String> headers, @Nullable String payload) {
        var record = new ProducerRecord<>(EventHeaders.TOPIC, key, payload == null ? null : payload.getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
