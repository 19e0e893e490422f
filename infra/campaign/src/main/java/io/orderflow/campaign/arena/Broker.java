package io.orderflow.campaign.arena;

import io.orderflow.campaign.child.BrokerProcess;
import io.orderflow.servers.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The Kafka broker, a JVM of its own that tells its clients to come through a proxy. */
public final class Broker implements AutoCloseable {
    private static final int HEAP_MEGABYTES_MAX = 256;

    private final Path data;
    private final Path logs;
    private final int port = FreePort.any();
    private final Proxy proxy = new Proxy(port);
    private Child process;

    Broker(Path data, Path logs) {
        this.data = data;
        this.logs = logs;
        this.process = launch();
    }

    public Proxy proxy() {
        return proxy;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + proxy.port();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** On the same data and port, after a kill. */
    public void restart() {
        process = launch();
    }

    private Child launch() {
        CountDownLatch ready = new CountDownLatch(1);
        Child child = Child.start("broker", BrokerProcess.class,
                List.of(data.toString(), Integer.toString(port), Integer.toString(proxy.port())), HEAP_MEGABYTES_MAX,
                logs, line -> {
                    if (line.equals(BrokerProcess.READY)) {
                        ready.countDown();
                    }
                });
        try {
            if (!ready.await(Await.MAX.toSeconds(), TimeUnit.SECONDS)) {
                child.kill();
                throw new StuckException("the broker did not start: see its log");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StuckException("the campaign was interrupted");
        }
        return child;
    }

    @Override
    public void close() {
        process.kill();
        proxy.close();
    }
}
