package io.orderflow.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop with everything that it needs: server, proxy and a pool of connections to the applications. */
final class GatewayServer extends VerticleBase {
    /** Together with what the gateway adds they stay below the 16 KB that the applications take. */
    static final int HEADER_BYTES_MAX = 10_240;
    static final int FIRST_LINE_BYTES_MAX = 4_096;
    private static final int ANSWER_HEADER_BYTES_MAX = 16_384;
    /** Shorter than the applications keep an idle connection, so that a request rarely meets one that is closing. */
    private static final int UPSTREAM_KEEP_ALIVE_SECONDS = 8;
    private static final int DRAIN_SECONDS_MAX = 10;

    private final GatewayParts parts;
    private @Nullable HttpServer server;

    GatewayServer(GatewayParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        Settings settings = parts.settings();
        var origins = new Origins(settings);
        HttpProxy proxy = HttpProxy
            .reverseProxy(new ProxyOptions().setSupportWebSocket(false),
                    vertx.createHttpClient(clientOptions(settings), poolOptions(settings)))
            .origin(origins)
            .addInterceptor(new Passing(settings.bodyBytesMax(), origins, parts.traces(), parts.meters(),
                    parts.documents(), parts.refusals(), parts.streams()));
        var entrance = new Entrance(settings.bodyBytesMax(), parts.admission(), parts.traces(), parts.meters(),
                parts.refusals(), parts.own(), proxy);
        server = vertx.createHttpServer(serverOptions(settings))
            .connectionHandler(parts.admission()::opened)
            .invalidRequestHandler(entrance::handleInvalid)
            .requestHandler(entrance);
        return server.listen(settings.port(), settings.address());
    }

    @Override
    public Future<?> stop() {
        return Objects.requireNonNull(server, "started").shutdown(DRAIN_SECONDS_MAX, TimeUnit.SECONDS);
    }

    int port() {
        return Objects.requireNonNull(server, "started").actualPort();
    }

    private static HttpServerOptions serverOptions(Settings settings) {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(FIRST_LINE_BYTES_MAX)
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setAcceptBacklog(1_024)
            .setTcpNoDelay(true)
            // No WebSocket ever comes this far, and these would look at each request.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static HttpClientOptions clientOptions(Settings settings) {
        return new HttpClientOptions().setKeepAliveTimeout(UPSTREAM_KEEP_ALIVE_SECONDS)
            .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
            .setMaxHeaderSize(ANSWER_HEADER_BYTES_MAX)
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setReadIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private PoolOptions poolOptions(Settings settings) {
        return new PoolOptions().setHttp1MaxSize(Math.ceilDiv(settings.upstreamConnectionsMax(), parts.eventLoops()))
            .setMaxWaitQueueSize(Math.ceilDiv(settings.waitingMax(), parts.eventLoops()));
    }
}
