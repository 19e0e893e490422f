package io.orderflow.contract.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every problem type (RFC 9457) that an HTTP answer of Orderflow can name. {@link #type()} is the address of a page
 * that says what is here: cause and remedy. A type is never reused for something else.
 */
public enum ProblemType {
    MALFORMED_REQUEST(400, "Malformed request",
            "The request cannot be read: its address, a header field or its body is not well-formed, or the body has an unknown field or a value of the wrong kind.",
            "Correct the place that the detail names. Header fields are of visible US-ASCII characters, and the body of a command has exactly the fields that the API documents."), //
    VALIDATION_FAILED(400, "Validation failed",
            "The request can be read, but a value in it is missing, out of its range, unknown or does not fit the others.",
            "Each entry of errors names one value by a JSON Pointer, or a query parameter or header, and says what is expected."), //
    IDEMPOTENCY_KEY_MISSING(400, "Idempotency-Key missing",
            "This operation must be safe to repeat, so it needs an Idempotency-Key header, and the request had none.",
            "Send Idempotency-Key with a value that is new for each intent, such as a UUID, and the same value when you repeat it."), //
    NOT_FOUND(404, "Not found",
            "There is no resource at this address: it never existed, or the read model has not seen it yet.",
            "Check the address. After a command, send its Consistency-Token with Prefer: wait=2 to read your own write."), //
    METHOD_NOT_ALLOWED(405, "Method not allowed",
            "The resource exists but does not support this method.",
            "Use one of the methods in the Allow header."), //
    NOT_ACCEPTABLE(406, "Not acceptable",
            "The resource has no form among those that the Accept header allows.",
            "Accept application/json, or text/event-stream for a stream of events."), //
    ILLEGAL_TRANSITION(409, "Illegal transition",
            "The state of the resource does not allow this command.",
            "The problem names the state and the commands that it allows. Read the resource again and choose one of those."), //
    PRICE_CHANGED(409, "Price changed",
            "The unit price that the order gives is not the price in the price list.",
            "Read the price list, show the customer the new price, and order again with it under a new Idempotency-Key."), //
    IDEMPOTENCY_IN_PROGRESS(409, "Request still in progress",
            "A request with the same Idempotency-Key is being executed at this moment.",
            "Wait as long as Retry-After says and send the same request again; you will get the answer of the first one."), //
    WOULD_GO_NEGATIVE(409, "Stock would go negative",
            "The adjustment removes more units than are on hand and not reserved.",
            "Read the stock and adjust by no more than what is available, or cancel the orders that hold the reservations."), //
    VERSION_CONFLICT(412, "Version conflict",
            "The resource has changed since the version in If-Match.",
            "The problem names the current version and the events since yours. Read again, decide again, and send the new ETag."), //
    PAYLOAD_TOO_LARGE(413, "Payload too large",
            "The body of the request is larger than the limit of this operation.",
            "Send less: split the request, and keep to the limits that the API documents."), //
    URI_TOO_LONG(414, "URI too long",
            "The address of the request is longer than the server reads.",
            "Send a shorter address: fewer or shorter query parameters."), //
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type",
            "The Content-Type of the request is not one that this operation reads.",
            "Send application/json."), //
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency-Key reused",
            "The Idempotency-Key was used before with another request.",
            "Use a new key for a new intent; repeat a request only with exactly the same body."), //
    UNKNOWN_SKU(422, "Unknown SKU",
            "A line of the order names a SKU that is not in the price list.",
            "Choose from the price list at /api/v1/products."), //
    CURRENCY_MISMATCH(422, "Currency mismatch",
            "The amounts of the order are not all in the order's currency, or a product is not sold in it.",
            "Give one currency for the whole order, and the prices in the currency of the price list."), //
    PRECONDITION_REQUIRED(428, "Precondition required",
            "A change of an existing resource needs If-Match, so that nobody overwrites what they have not seen.",
            "Send If-Match with the ETag of your last read, or If-Match: * to change it whatever its version."), //
    HEADER_TOO_LARGE(431, "Request header fields too large",
            "The header fields of the request are larger together than the server reads.",
            "Send fewer or shorter header fields."), //
    INTERNAL_ERROR(500, "Internal error",
            "The server met a defect of its own while it handled the request.",
            "Report the traceId. A repetition with the same Idempotency-Key is safe."), //
    PROJECTION_LAGGING(503, "Projection lagging",
            "The read model has not reached the position of the Consistency-Token within the time that Prefer: wait allows.",
            "Try again after Retry-After, wait longer, or accept an older state with Prefer: handling=lenient."), //
    STORE_UNAVAILABLE(503, "Store unavailable",
            "The database does not answer, or not in time.",
            "Try again after Retry-After. A command that got this answer may or may not have been stored: repeat it with the same Idempotency-Key."), //
    SERVICE_UNAVAILABLE(503, "Service unavailable",
            "The application that handles this request does not answer, or not in time.",
            "Try again after Retry-After. A command that got this answer may or may not have been stored: repeat it with the same Idempotency-Key."), //
    OVERLOADED(503, "Overloaded",
            "A bounded resource of the server, such as its queue or its number of subscriptions, is full.",
            "Try again after Retry-After; nothing was changed."), //
    ANSWER_TIMEOUT(504, "Answer timeout",
            "The application that handles this request has taken it, but has not answered in time.",
            "Try again after Retry-After. A command that got this answer may or may not have been stored: repeat it with the same Idempotency-Key."), //
    HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported",
            "The request is written in a version of HTTP that the server does not speak.",
            "Send HTTP/1.1.");

    private static final String PATH = "/problems/";
    private static final Map<String, ProblemType> BY_SLUG = Arrays.stream(values())
        .collect(Collectors.toUnmodifiableMap(ProblemType::slug, Function.identity()));

    private final int status;
    private final String title;
    private final String cause;
    private final String remedy;

    ProblemType(int status, String title, String cause, String remedy) {
        this.status = status;
        this.title = title;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** The last segment of the type's address, such as {@code version-conflict}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem document's {@code type}: an absolute path, resolved against the address of the request. */
    public URI type() {
        return URI.create(PATH + slug());
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What has happened, in whole sentences. */
    public String cause() {
        return cause;
    }

    /** What the caller can do about it, in whole sentences. */
    public String remedy() {
        return remedy;
    }

    public static Optional<ProblemType> withSlug(String slug) {
        return Optional.ofNullable(BY_SLUG.get(slug));
    }
}
