package io.orderflow.servers;

import java.nio.file.Path;
import java.util.Properties;

/**
 * @param dataDirectory formatted on the first start
 * @param port of the clients' listener; 0 takes any free port
 * @param advertisedPort where clients are told to go, such as a proxy's port; 0 is the listener's own
 */
public record KafkaSettings(Path dataDirectory, int port, int advertisedPort) {
    static final int NODE_ID = 1;
    private static final String INTERNAL_TOPIC_PARTITIONS = "4";

    public KafkaSettings(Path dataDirectory, int port) {
        this(dataDirectory, port, 0);
    }

    Properties properties(int clientPort, int controllerPort) {
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("listeners",
                "PLAINTEXT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + (advertisedPort == 0 ? clientPort : advertisedPort));
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", dataDirectory.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A killed consumer's partitions go to its successor after ten seconds instead of forty-five.
        properties.put("group.consumer.session.timeout.ms", "10000");
        properties.put("group.consumer.min.session.timeout.ms", "10000");
        properties.put("group.consumer.heartbeat.interval.ms", "2000");
        properties.put("group.consumer.min.heartbeat.interval.ms", "2000");
        properties.putAll(singleNode());
        properties.putAll(small());
        return properties;
    }

    private static Properties singleNode() {
        var properties = new Properties();
        for (String topic : new String[]{"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("min.insync.replicas", "1");
        return properties;
    }

    /**
     * One machine, one topic of six partitions, a handful of clients: less memory and a quicker start than the defaults
     * for clusters.
     */
    private static Properties small() {
        var properties = new Properties();
        properties.put("offsets.topic.num.partitions", INTERNAL_TOPIC_PARTITIONS);
        properties.put("transaction.state.log.num.partitions", INTERNAL_TOPIC_PARTITIONS);
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        properties.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        // After a kill the broker has to wait until its former session has ended.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("controller.quorum.election.timeout.ms", "200");
        properties.put("controller.quorum.election.backoff.max.ms", "100");
        // The log's events are the truth; the topic keeps all of them so that a projection can be filled from it.
        properties.put("log.retention.ms", "-1");
        return properties;
    }

    /** With an absolute path, because the broker compares it with the one it formatted. */
    KafkaSettings normalized() {
        return new KafkaSettings(dataDirectory.toAbsolutePath().normalize(), port, advertisedPort);
    }
}
