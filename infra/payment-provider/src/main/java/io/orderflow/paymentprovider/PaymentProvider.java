package io.orderflow.paymentprovider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running provider; several can run in one process. */
public final class PaymentProvider implements AutoCloseable {
    // Limits that the JDK's server takes from system properties, once per process; what the caller has set stays.
    static {
        limit("sun.net.httpserver.nodelay", "true");
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", Long.toString(ProviderHandler.SILENT_SECONDS + 10));
        limit("sun.net.httpserver.maxReqHeaders", "64");
        limit("sun.net.httpserver.maxReqHeaderSize", "16384");
        limit("jdk.httpserver.maxConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService requests;

    private PaymentProvider(HttpServer server, ExecutorService requests) {
        this.server = server;
        this.requests = requests;
    }

    /**
     * Listens from now on; each request is logged to {@code log} as a line of JSON.
     *
     * @throws IOException when the address cannot be used
     */
    public static PaymentProvider start(Settings settings, PrintStream log) throws IOException {
        var address = new InetSocketAddress(settings.address(), settings.port());
        var json = new JsonLog(log);
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(requests);
        server.createContext("/", new ProviderHandler(settings, json));
        server.start();
        var provider = new PaymentProvider(server, requests);
        json.info("listening on " + provider.url());
        return provider;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The base address, without a slash at its end. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + hostText(address) + ":" + address.getPort());
    }

    /** Requests that wait, because the provider is slow or silent, are cut off. */
    @Override
    public void close() {
        requests.shutdownNow();
        server.stop(0);
        requests.close();
    }

    private static String hostText(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
