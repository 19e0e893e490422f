package io.orderflow.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/** Answers with a problem document in place of an application. */
final class Refusals {
    /** How long a caller that still sends may take to read the answer before its connection ends. */
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Vertx vertx;
    private final ProblemDocuments documents;

    Refusals(Vertx vertx, ProblemDocuments documents) {
        this.vertx = vertx;
        this.documents = documents;
    }

    /** The rest of a body of limited size is read and dropped, and the connection can be used again. */
    void answer(Passage passage, Problem problem) {
        Buffer body = begin(passage, problem);
        passage.request().resume();
        passage.request().response().end(body);
    }

    /** For a request of which nobody knows how much of it is still to come: answers, and ends the connection. */
    void answerAndClose(Passage passage, Problem problem) {
        Buffer body = begin(passage, problem);
        HttpServerRequest request = passage.request();
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONNECTION, "close");
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        long[] bytes = {0};
        request.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > BoundedBody.DROPPED_BYTES_MAX) {
                request.connection().close();
            }
        });
        request.resume();
        // Closed at once, the connection could be reset before the caller has read the answer.
        if (request.method().name().equals("HEAD")) {
            response.writeHead();
        } else {
            response.write(body);
        }
        vertx.setTimer(LINGER_MILLIS, _ -> {
            if (!response.closed()) {
                response.end().onComplete(_ -> request.connection().close());
            }
        });
    }

    /** The connection is about to be closed by the server, which cannot know where the next request begins. */
    void answerUnreadableBody(Passage passage) {
        if (!passage.request().response().headWritten()) {
            passage.request()
                .response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(begin(passage, Exchange.UNREADABLE_BODY));
        }
    }

    private Buffer begin(Passage passage, Problem problem) {
        passage.refused(problem);
        HttpServerResponse response = passage.request().response();
        response.setStatusCode(problem.type().status());
        documents.headers(problem, passage.traceId(), response.headers());
        return ProblemDocuments.body(problem, passage.path(), passage.traceId());
    }
}
