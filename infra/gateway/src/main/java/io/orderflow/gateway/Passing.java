package io.orderflow.gateway;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gateway adds to the proxy: fields, limits, measures, and problem documents where an application fails. */
final class Passing implements ProxyInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Passing.class);
    static final String EXCHANGE = "exchange";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final MediaType PROBLEM = MediaType.parse(ProblemDocument.MEDIA_TYPE);

    private final int bodyBytesMax;
    private final Origins origins;
    private final RequestTrace traces;
    private final RequestMeters meters;
    private final ProblemDocuments documents;
    private final Refusals refusals;
    private final OpenStreams streams;

    Passing(int bodyBytesMax, Origins origins, RequestTrace traces, RequestMeters meters, ProblemDocuments documents,
            Refusals refusals, OpenStreams streams) {
        this.bodyBytesMax = bodyBytesMax;
        this.origins = origins;
        this.traces = traces;
        this.meters = meters;
        this.documents = documents;
        this.refusals = refusals;
        this.streams = streams;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        Passage passage = Passages.current();
        Application application = passage.application();
        var exchange = new Exchange(passage, application, traces.startClient(passage, origins.url(application)));
        context.set(EXCHANGE, exchange);
        prepare(context.request(), exchange);
        return context.sendRequest()
            .recover(failure -> mayRepeat(exchange, failure) ? context.sendRequest() : Future.failedFuture(failure))
            .map(answer -> answered(exchange, answer))
            .recover(failure -> Future.succeededFuture(problem(context.request(), exchange, failure)));
    }

    private void prepare(ProxyRequest request, Exchange exchange) {
        HttpServerRequest caller = request.proxiedRequest();
        String query = caller.query();
        request.setURI(query == null ? caller.path() : caller.path() + "?" + query);
        Forwarding.toApplication(caller, request.headers());
        traces.inject(exchange.passage(), exchange.client(), request.headers());
        if (!exchange.passage().hasBody()) {
            request.setBody(null);
            caller.resume();
        } else if (exchange.passage().isChunked()) {
            var body = new BoundedBody(caller, bodyBytesMax, () -> refusals.answerUnreadableBody(exchange.passage()));
            exchange.bodyIs(body);
            request.setBody(Body.body(body, -1, caller.getHeader(HttpHeaders.CONTENT_TYPE)));
        }
    }

    /**
     * A pooled connection can end just when a request is sent on it. Then a request that changes nothing is sent once
     * more; what changes something is left to the caller, which has an {@code Idempotency-Key} for it.
     */
    private static boolean mayRepeat(Exchange exchange, Throwable failure) {
        Passage passage = exchange.passage();
        String method = passage.request().method().name();
        return failure instanceof HttpClosedException && (method.equals("GET") || method.equals("HEAD"))
                && !passage.hasBody() && !passage.request().response().closed();
    }

    private ProxyResponse answered(Exchange exchange, ProxyResponse answer) {
        exchange.answered(answer.getStatusCode(), answer.headers().contains(ApiHeaders.NO_ROOM), meters);
        Forwarding.toCaller(answer.headers(), exchange.passage().traceId());
        return answer;
    }

    private ProxyResponse problem(ProxyRequest request, Exchange exchange, Throwable failure) {
        Passage passage = exchange.passage();
        Problem problem = exchange.problemOf(failure, bodyBytesMax);
        exchange.failed(failure, meters);
        log(exchange, problem, failure);
        passage.refused(problem);
        passage.request().resume();
        Buffer body = ProblemDocuments.body(problem, passage.path(), passage.traceId());
        ProxyResponse answer = request.response()
            .setStatusCode(problem.type().status())
            .setBody(Body.body(body, PROBLEM));
        documents.headers(problem, passage.traceId(), answer.headers());
        return answer;
    }

    private static void log(Exchange exchange, Problem problem, Throwable failure) {
        boolean application = problem.retry() && !exchange.passage().request().response().closed();
        if (application && problem.type() != ProblemType.OVERLOADED) {
            LOG.warn("{} {}", problem.detail(), failure.toString());
        }
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        HttpServerResponse response = context.request().proxiedRequest().response();
        String type = context.response().headers().get(HttpHeaders.CONTENT_TYPE);
        Future<Void> sent = context.sendResponse();
        if (type != null && type.startsWith(EVENT_STREAM)) {
            streams.opened(response);
            // The first event may be long in coming, and the caller waits for the head.
            if (!response.headWritten() && !response.closed()) {
                response.writeHead();
            }
            return sent.onComplete(_ -> streams.ended(response));
        }
        return sent;
    }
}
