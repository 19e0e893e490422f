package io.orderflow.command.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * The bytes of a request's body, of limited size and received within a limited time, before the request takes part in
 * anything: a client that sends slowly holds up only itself.
 */
final class ReceivedBody {
    static final int BYTES_MAX = 64 * 1024;
    /** Beside the connector's own limit for each pause within a body. */
    private static final Duration TIME_MAX = Duration.ofSeconds(10);
    private static final String ATTRIBUTE = ReceivedBody.class.getName();
    private static final int BYTES_MIN = 1024;

    private ReceivedBody() {}

    /** Keeps the body, or what is wrong with it, for whoever handles the request. */
    static void receive(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, received(request));
    }

    private static Object received(HttpServletRequest request) {
        long declared = request.getContentLengthLong();
        if (declared > BYTES_MAX) {
            return tooLarge();
        }
        try {
            return read(request.getInputStream(), (int) Math.max(declared, BYTES_MIN));
        } catch (ApiProblem problem) {
            return problem;
        } catch (IOException away) {
            return late();
        }
    }

    /**
     * Empty when there was none.
     *
     * @throws ApiProblem when it is too large, whatever its declared length, or did not arrive
     */
    static byte[] of(HttpServletRequest request) {
        return switch (request.getAttribute(ATTRIBUTE)) {
            case byte[] bytes -> bytes;
            case ApiProblem problem -> throw problem;
            case null, default -> throw new IllegalStateException("a command's body is received before it is handled");
        };
    }

    private static byte[] read(InputStream body, int expected) throws IOException {
        long end = System.nanoTime() + TIME_MAX.toNanos();
        byte[] bytes = new byte[expected + 1];
        int length = 0;
        for (int read; (read = body.read(bytes, length, bytes.length - length)) >= 0; length += read) {
            if (length + read > BYTES_MAX) {
                throw tooLarge();
            }
            if (System.nanoTime() - end > 0) {
                throw late();
            }
            if (length + read == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * bytes.length, BYTES_MAX + 1));
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static ApiProblem tooLarge() {
        return ApiProblem.of(ProblemType.PAYLOAD_TOO_LARGE,
                "the body of a command has at most %,d bytes".formatted(BYTES_MAX));
    }

    private static ApiProblem late() {
        return ApiProblem.of(ProblemType.MALFORMED_REQUEST,
                "the body did not arrive whole within " + TIME_MAX.toSeconds() + " s");
    }
}
