package io.orderflow.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final String TOPIC = "kept";

    @TempDir
    private Path folder;

    @Test
    void recordsOfATransactionSurviveARestartOnAnotherPort() throws Exception {
        Path data = folder.resolve("kafka");
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            send(kafka, "first");
        }
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            assertThat(read(kafka)).containsExactly("first");
        }
    }

    @Test
    void topicsAreNotMadeByChance() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unknown")).allTopicNames().get())
                .hasMessageContaining("UnknownTopic");
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws Exception {
        Path data = Files.createDirectory(folder.resolve("kafka"));
        Files.writeString(data.resolve("letter.txt"), "mine", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EmbeddedKafka.start(data, 0)).isInstanceOf(BrokenDataDirectoryException.class);
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id",
                "test");
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> read(EmbeddedKafka kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "test",
                "group.protocol", "consumer", "auto.offset.reset",
                "earliest", "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var records = consumer.poll(Duration.ofSeconds(20));
            while (records.isEmpty()) {
                records = consumer.poll(Duration.ofSeconds(20));
            }
            return StreamSupport.stream(records.records(TOPIC).spliterator(), false)
                .map(ConsumerRecord::value)
                .toList();
        }
    }
}
