package io.orderflow.benchmarks.orders;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of Orderflow as {@code ./orderflow up} starts it, through its gateway. */
final class OurSystem implements OrderService {
    private static final String DATABASE = "orderflow";
    private static final int START_MINUTES_MAX = 10;

    private final Path home;
    private final Path data;
    private final JsonNode report;
    private final Postgres postgres;

    private OurSystem(Path home, Path data) throws IOException {
        this.home = home;
        this.data = data;
        this.report = new JsonMapper().readTree(Files.readString(data.resolve("run/processes.json")));
        this.postgres = new Postgres(report.path("postgres").path("port").asInt(),
                Files.readString(data.resolve("postgres/orderflow.password")).strip());
    }

    /**
     * Ends the system that an interrupted run may have left there, and what it had.
     *
     * @param home root of the checkout
     * @param data folder of its own
     */
    static OurSystem start(Path home, Path data) throws IOException, InterruptedException {
        if (Files.exists(data.resolve("run/processes.json"))) {
            orderflow(home, "down", "--data", data.toString());
        }
        orderflow(home, "up", "--fresh", "--detach", "--no-record", "--data", data.toString());
        return new OurSystem(home, data);
    }

    private static void orderflow(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("orderflow").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("orderflow-" + arguments[0], ".out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
        process.getOutputStream().close();
        if (!process.waitFor(START_MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("./orderflow " + arguments[0] + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    Postgres postgres() {
        return postgres;
    }

    URI paymentProvider() {
        return URI.create("http://127.0.0.1:" + part("payment-provider").path("port").asInt());
    }

    private JsonNode part(String name) {
        for (JsonNode part : report.path("processes")) {
            if (part.path("name").asString("").equals(name)) {
                return part;
            }
        }
        throw new IllegalStateException("the system has no part " + name + ": " + report);
    }

    @Override
    public String name() {
        return "Orderflow";
    }

    @Override
    public URI api() {
        return URI.create(report.path("url").asString() + "/api/v1");
    }

    @Override
    public String database() {
        return DATABASE;
    }

    /** The runner holds the broker. */
    @Override
    public Set<Long> processes() {
        Set<Long> processes = new HashSet<>();
        for (JsonNode part : report.path("processes")) {
            if (!part.path("name").asString("").equals("postgres")) {
                processes.add(part.path("process").path("pid").asLong());
            }
        }
        return processes;
    }

    /** The payment provider serves both sides. */
    long paymentProcess() {
        return part("payment-provider").path("process").path("pid").asLong();
    }

    @Override
    public Set<String> confirmed(Collection<String> orders) throws Exception {
        return postgres.confirmed(DATABASE, "read_model.order_detail", orders);
    }

    @Override
    public void close() throws IOException {
        try {
            orderflow(home, "down", "--data", data.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
