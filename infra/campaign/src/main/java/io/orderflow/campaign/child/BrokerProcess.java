package io.orderflow.campaign.child;

import io.orderflow.servers.EmbeddedKafka;
import io.orderflow.servers.KafkaSettings;
import java.nio.file.Path;

/** A Kafka broker that can be killed. Arguments: data folder, port, advertised port. */
public final class BrokerProcess {
    /** What it prints once it takes requests. */
    public static final String READY = "READY";

    private BrokerProcess() {}

    public static void main(String[] arguments) {
        Parent.listen(_ -> {
        });
        EmbeddedKafka.start(new KafkaSettings(Path.of(arguments[0]), Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2])));
        System.out.println(READY);
    }
}
