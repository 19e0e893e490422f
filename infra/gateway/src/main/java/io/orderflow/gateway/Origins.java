package io.orderflow.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/** Where each application is, and the limits in time of an exchange with it. */
final class Origins implements OriginRequestProvider {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Map<Application, URI> urls;
    private final Map<Application, RequestOptions> options = new EnumMap<>(Application.class);

    Origins(Settings settings) {
        this.urls = settings.applications();
        urls.forEach((application, url) -> options.put(application,
                new RequestOptions().setHost(url.getHost())
                    .setPort(port(url))
                    .setSsl(isSecure(url))
                    .setConnectTimeout(settings.connectTimeout().toMillis())
                    .setIdleTimeout(settings.answerTimeout().toMillis())));
    }

    private static boolean isSecure(URI url) {
        return "https".equals(url.getScheme());
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure(url) ? HTTPS_PORT : HTTP_PORT;
    }

    URI url(Application application) {
        return java.util.Objects.requireNonNull(urls.get(application), "every application has an address");
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        Exchange exchange = context.get(Passing.EXCHANGE, Exchange.class);
        return context.client().request(new RequestOptions(options.get(exchange.application()))).compose(request -> {
            exchange.connected();
            if (exchange.passage().request().response().closed()) {
                // Nobody waits for the answer any more, so the work is not begun.
                request.reset();
                return Future.failedFuture(new HttpClosedException("The caller has left"));
            }
            return Future.succeededFuture(request);
        });
    }
}
