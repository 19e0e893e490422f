package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Reads the whole body of a request before it is passed on, whether it comes with a length or in chunks, so that what
 * is too large never reaches an application. Only so many bodies of more than {@value #SMALL_BYTES} bytes are held at
 * once.
 */
final class BodyReader {
    static final int SMALL_BYTES = 16_384;
    private static final int LARGE_BODIES_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final int bodyBytesMax;
    private final Semaphore largeBodies = new Semaphore(LARGE_BODIES_MAX);

    BodyReader(DataSize bodyMax) {
        this.bodyBytesMax = Math.toIntExact(bodyMax.toBytes());
    }

    /** What is done with a request whose body has been read. */
    interface Continuation {
        void accept(BufferedRequest request) throws ServletException, IOException;
    }

    /**
     * @throws RefusedException when the body is too large or there is no room for it
     */
    void read(HttpServletRequest request, Continuation continuation) throws ServletException, IOException {
        if (request.getContentLengthLong() > bodyBytesMax) {
            throw tooLarge();
        }
        InputStream input = request.getInputStream();
        byte[] start = readBytes(input, Math.min(SMALL_BYTES, bodyBytesMax) + 1);
        if (start.length <= SMALL_BYTES && start.length <= bodyBytesMax) {
            continuation.accept(new BufferedRequest(request, start));
            return;
        }
        if (!largeBodies.tryAcquire()) {
            throw new RefusedException(Problem.retryLater(ProblemType.OVERLOADED,
                    "The gateway holds as many large bodies as it has room for."));
        }
        try {
            continuation.accept(new BufferedRequest(request, rest(start, input)));
        } finally {
            largeBodies.release();
        }
    }

    private byte[] rest(byte[] start, InputStream input) throws IOException {
        byte[] rest = readBytes(input, bodyBytesMax - start.length + 1);
        if (start.length + rest.length > bodyBytesMax) {
            throw tooLarge();
        }
        byte[] whole = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, whole, start.length, rest.length);
        return whole;
    }

    private static byte[] readBytes(InputStream input, int bytesMax) {
        try {
            return input.readNBytes(bytesMax);
        } catch (IOException broken) {
            LOG.debug("A request broke off", broken);
            throw new RefusedException(Problem.of(ProblemType.MALFORMED_REQUEST,
                    "The body of the request could not be read to its end."));
        }
    }

    private RefusedException tooLarge() {
        return new RefusedException(Problem.of(ProblemType.PAYLOAD_TOO_LARGE,
                "The body may have at most " + bodyBytesMax + " bytes."));
    }
}
