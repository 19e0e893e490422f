package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Where a request comes in: refuses what cannot go on, and leaves the rest to the proxy. */
final class Entrance implements Handler<HttpServerRequest> {
    private static final String OPTIONS = "OPTIONS";
    private static final int NO_CONTENT = 204;

    private final int bodyBytesMax;
    private final Admission admission;
    private final RequestTrace traces;
    private final RequestMeters meters;
    private final Refusals refusals;
    private final OwnEndpoints own;
    private final Handler<HttpServerRequest> proxy;

    Entrance(int bodyBytesMax, Admission admission, RequestTrace traces, RequestMeters meters, Refusals refusals,
            OwnEndpoints own, Handler<HttpServerRequest> proxy) {
        this.bodyBytesMax = bodyBytesMax;
        this.admission = admission;
        this.traces = traces;
        this.meters = meters;
        this.refusals = refusals;
        this.own = own;
        this.proxy = proxy;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Passage passage = begin(request);
        if (admission.isExcess(request.connection())) {
            refusals.answerAndClose(passage, admission.tooManyConnections());
            return;
        }
        Problem unreadable = PlainRequest.problemOf(request);
        if (unreadable != null) {
            refusals.answerAndClose(passage, unreadable);
        } else if (own.has(passage.path())) {
            own.answer(passage);
        } else {
            admit(passage);
        }
    }

    /** What the decoder could not read: nobody knows where the next request would begin. */
    void handleInvalid(HttpServerRequest request) {
        refusals.answerAndClose(begin(request), Unreadable.problemOf(request.decoderResult().cause()));
    }

    private Passage begin(HttpServerRequest request) {
        var passage = new Passage(request, traces.start(request));
        HttpServerResponse response = request.response();
        response.endHandler(_ -> ended(passage, false));
        response.closeHandler(_ -> ended(passage, true));
        if (passage.closesConnection()) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        return passage;
    }

    private void admit(Passage passage) {
        passage.admitted();
        Problem full = admission.enter();
        if (full != null) {
            refuse(passage, full);
            return;
        }
        Route route = Routes.find(passage.path());
        if (route == null) {
            refuse(passage, Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address."));
        } else {
            passage.takes(route);
            admit(passage, route);
        }
    }

    private void admit(Passage passage, Route route) {
        HttpServerRequest request = passage.request();
        String method = request.method().name();
        Application application = route.application(method);
        if (application != null) {
            pass(passage, route, application);
        } else if (method.equals(OPTIONS)) {
            request.resume();
            request.response()
                .setStatusCode(NO_CONTENT)
                .putHeader(HttpHeaders.ALLOW, route.allow())
                .putHeader(io.orderflow.contract.http.ApiHeaders.TRACE_ID, passage.traceId())
                .end();
        } else {
            refuse(passage, Problem.methodNotAllowed(route.allow()));
        }
    }

    private void pass(Passage passage, Route route, Application application) {
        HttpServerRequest request = passage.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isTooLarge(length)) {
            refusals.answerAndClose(passage, Exchange.tooLarge(bodyBytesMax));
            return;
        }
        Problem full = admission.enterLane(passage, route, application);
        if (full != null) {
            refuse(passage, full);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        passage.goesTo(application);
        Passages.set(passage);
        proxy.handle(request);
    }

    private boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length.strip()) > bodyBytesMax;
        } catch (NumberFormatException beyondLong) {
            return true;
        }
    }

    private void refuse(Passage passage, Problem problem) {
        String length = passage.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean bounded = !passage.isChunked() && (length == null || !isTooLarge(length));
        if (bounded) {
            refusals.answer(passage, problem);
        } else {
            refusals.answerAndClose(passage, problem);
        }
    }

    private void ended(Passage passage, boolean callerLeft) {
        if (!passage.end()) {
            return;
        }
        if (passage.isAdmitted()) {
            admission.left();
        }
        Place place = passage.place();
        if (place != null) {
            place.leave();
        }
        int status = passage.request().response().getStatusCode();
        meters.served(passage, status, callerLeft);
        RequestTrace.end(passage, status, callerLeft);
        if (passage.closesConnection()) {
            passage.request().connection().close();
        }
    }

    /** What the decoder says of a request that it could not read. */
    private static final class Unreadable {
        static Problem problemOf(@Nullable Throwable cause) {
            return switch (cause) {
                case io.netty.handler.codec.http.TooLongHttpLineException _ ->
                    Problem.of(ProblemType.URI_TOO_LONG, "The first line of a request may have at most "
                            + GatewayServer.FIRST_LINE_BYTES_MAX + " bytes.");
                case io.netty.handler.codec.http.TooLongHttpHeaderException _ ->
                    Problem.of(ProblemType.HEADER_TOO_LARGE, "The header fields of a request may have at most "
                            + GatewayServer.HEADER_BYTES_MAX + " bytes together.");
                case null, default ->
                    Problem.of(ProblemType.MALFORMED_REQUEST, "The request is not HTTP as RFC 9112 describes it.");
            };
        }
    }
}
