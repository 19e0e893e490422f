package io.orderflow.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** As much of the HTTP API as the scenarios use, in memory, with the defects that they are there to find. */
final class FakeOrderflow implements AutoCloseable {
    /** What a defective system does. */
    enum Defect {
        NONE, LOSES_AN_ORDER, LISTS_AN_ORDER_TWICE, NEVER_SETTLES, OVERSELLS, FORGETS_KEYS, IGNORES_OTHER_PAYLOADS, FAILS_AT_TIMES
    }

    private static final long UNITS_AT_FIRST = 4;
    private static final int CREATED = 201;
    private final HttpServer server;
    private final Defect defect;
    private final Map<String, String> statusByOrder = new LinkedHashMap<>();
    private final Map<String, String> replyByKey = new HashMap<>();
    private final Map<String, String> bodyByKey = new HashMap<>();
    private long onHand = UNITS_AT_FIRST;
    private long reserved;
    private long position;
    private int requests;

    FakeOrderflow(Defect defect) {
        this.defect = defect;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private record Answer(int status, String body, boolean replayed) {
        static Answer ok(String body) {
            return new Answer(200, body, false);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = answer(exchange, body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Consistency-Token", Long.toString(position));
        exchange.getResponseHeaders().add("Read-Lag-Ms", "3");
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        if (answer.status() == CREATED && !answer.replayed()) {
            exchange.getResponseHeaders().add("Location", OrderflowClient.API + "/orders/o-" + position);
        }
        if (answer.replayed()) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        requests++;
        if (defect == Defect.FAILS_AT_TIMES && requests % 5 == 0) {
            return new Answer(503, "{}", false);
        }
        String path = exchange.getRequestURI().getPath().substring(OrderflowClient.API.length());
        boolean post = exchange.getRequestMethod().equals("POST");
        if (path.equals("/products")) {
            return Answer.ok(products());
        }
        if (path.startsWith("/stock/")) {
            return post ? changeStock(body) : Answer.ok(stock());
        }
        if (path.endsWith("/cancel")) {
            return new Answer(409, "{\"type\":\"/problems/illegal-transition\"}", false);
        }
        if (path.equals("/orders")) {
            return post ? place(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body) : Answer.ok(list());
        }
        String id = path.substring("/orders/".length());
        return Answer.ok(order(id, statusByOrder.getOrDefault(id, "CONFIRMED")));
    }

    private static String products() {
        return """
                {"items":[{"sku":"S24_2000","price":{"amountMinor":7600,"currency":"USD"}},
                          {"sku":"S10_1678","price":{"amountMinor":9500,"currency":"USD"}}],"nextCursor":null}""";
    }

    private String stock() {
        return "{\"onHand\":%d,\"reserved\":%d,\"available\":%d}".formatted(onHand, reserved, onHand - reserved);
    }

    private Answer changeStock(String body) {
        onHand += Long.parseLong(body.replaceAll("\\D*(-?\\d+).*", "$1"));
        return Answer.ok(stock());
    }

    private Answer place(String key, String body) {
        String former = defect == Defect.FORGETS_KEYS ? null : replyByKey.get(key);
        if (former != null) {
            boolean same = body.equals(bodyByKey.get(key)) || defect == Defect.IGNORES_OTHER_PAYLOADS;
            return same
                    ? new Answer(201, former, true)
                    : new Answer(422, "{\"type\":\"/problems/idempotency-key-reused\"}", false);
        }
        String id = "o-" + ++position;
        statusByOrder.put(id, decide());
        String reply = "{\"id\":\"" + id + "\",\"status\":\"PLACED\"}";
        replyByKey.put(key, reply);
        bodyByKey.put(key, body);
        return new Answer(201, reply, false);
    }

    private String decide() {
        if (defect == Defect.NEVER_SETTLES) {
            return "PLACED";
        }
        if (onHand - reserved > (defect == Defect.OVERSELLS ? -1 : 0)) {
            reserved++;
            return "CONFIRMED";
        }
        return "REJECTED";
    }

    private String list() {
        List<String> items = new ArrayList<>();
        statusByOrder.forEach((id, status) -> items.add(order(id, status)));
        if (defect == Defect.LOSES_AN_ORDER && !items.isEmpty()) {
            items.removeLast();
        }
        if (defect == Defect.LISTS_AN_ORDER_TWICE && !items.isEmpty()) {
            items.add(items.getLast());
        }
        return "{\"items\":[" + String.join(",", items) + "],\"nextCursor\":null}";
    }

    private static String order(String id, String status) {
        String rejection = status.equals("REJECTED") ? ",\"rejection\":{\"reason\":\"OUT_OF_STOCK\"}" : "";
        return "{\"id\":\"%s\",\"status\":\"%s\",\"customerId\":\"103\"%s}".formatted(id, status, rejection);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
