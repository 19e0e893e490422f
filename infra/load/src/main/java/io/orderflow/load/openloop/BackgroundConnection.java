package io.orderflow.load.openloop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection of the background. Belongs to the driver's thread. */
final class BackgroundConnection {
    private static final int TICKS_BETWEEN_REQUESTS = 40;
    private static final String API = "/api/v1";
    private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    /** What a connection does. */
    enum Kind {
        IDLE("idle"), STREAM("event streams"), SLOW_READER("slow readers"), SLOW_SENDER("slow senders");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final Kind kind;
    private final String request;
    private @Nullable NetSocket socket;
    private long ticks;
    private boolean answered;
    private boolean closing;
    private long endedBySystem;
    private long refused;

    BackgroundConnection(Kind kind, URI target, String orderId) {
        this.kind = kind;
        request = switch (kind) {
            case IDLE -> head("GET", "/orders/" + orderId, target, "");
            case STREAM -> head("GET", "/orders/" + orderId + "/stream", target, "Accept: text/event-stream\r\n");
            case SLOW_READER -> head("GET", "/orders?limit=100", target, "");
            case SLOW_SENDER -> head("POST", "/orders", target, """
                    Content-Type: application/json\r
                    Content-Length: 4096\r
                    Idempotency-Key: slow-sender\r
                    """);
        };
    }

    private static String head(String method, String path, URI target, String headers) {
        return method + " " + API + path + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n" + headers + "\r\n";
    }

    /**
     * @param ended is called when the system has ended it
     */
    void opened(NetSocket opened, Runnable ended) {
        socket = opened;
        answered = false;
        opened.handler(this::read);
        opened.exceptionHandler(_ -> {
        });
        opened.closeHandler(_ -> {
            socket = null;
            if (!closing) {
                endedBySystem++;
                ended.run();
            }
        });
        var _ = opened.write(request);
        if (kind == Kind.SLOW_READER) {
            opened.pause();
        }
    }

    void notOpened() {
        refused++;
    }

    private void read(Buffer bytes) {
        if (!answered) {
            answered = true;
            if (!startsWithOk(bytes)) {
                refused++;
            }
        }
    }

    private static boolean startsWithOk(Buffer bytes) {
        return bytes.length() >= OK.length && Buffer.buffer(OK).equals(bytes.slice(0, OK.length));
    }

    /** A little more is read or sent. */
    void tick() {
        ticks++;
        NetSocket open = socket;
        if (open == null) {
            return;
        }
        if (kind == Kind.SLOW_READER) {
            open.fetch(1);
            if (ticks % TICKS_BETWEEN_REQUESTS == 0) {
                var _ = open.write(request);
            }
        } else if (kind == Kind.SLOW_SENDER) {
            var _ = open.write(" ");
        }
    }

    Kind kind() {
        return kind;
    }

    boolean isOpen() {
        return socket != null;
    }

    long endedBySystem() {
        return endedBySystem;
    }

    long refused() {
        return refused;
    }

    void close() {
        closing = true;
        if (socket != null) {
            var _ = socket.close();
        }
    }
}
