package io.orderflow.campaign.arena;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on the loopback interface whose connections can be cut and delayed. Thread-safe. */
public final class Proxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS_MAX = 1_000;

    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int targetPort;
    private volatile boolean refusing;
    private volatile boolean droppingAnswers;
    private volatile Duration delay = Duration.ZERO;

    public Proxy(int targetPort) {
        this.targetPort = targetPort;
        try {
            listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on this machine", e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** New connections go there from now on; the old ones are cut. */
    public void retarget(int port) {
        targetPort = port;
        reset();
    }

    /**
     * Answers get lost from now on, so that what was asked is done and nobody hears of it; then every connection is
     * reset and new ones are refused until {@link #heal}.
     *
     * @param deaf how long answers get lost before the reset
     */
    public void cut(Duration deaf) throws InterruptedException {
        droppingAnswers = true;
        Thread.sleep(deaf);
        refusing = true;
        reset();
        droppingAnswers = false;
    }

    /** Each piece of data waits, in both directions. */
    public void delay(Duration each) {
        delay = each;
    }

    public void heal() {
        refusing = false;
        delay = Duration.ZERO;
    }

    @Override
    public void close() {
        refusing = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reset();
        }
    }

    private void reset() {
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // The listener was closed, or the client has gone before it was accepted.
            }
        }
    }

    @SuppressWarnings("resource") // the link closes both sockets
    private void connect(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        links.add(link);
        try {
            if (refusing) {
                link.reset();
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS_MAX);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread.ofVirtual().start(() -> pump(link, client, server, false));
            pump(link, server, client, true);
        } catch (IOException _) {
            link.reset();
        }
    }

    private void pump(Link link, Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = from.getInputStream(); OutputStream output = to.getOutputStream()) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (!delay.isZero()) {
                    Thread.sleep(delay);
                }
                if (!(answers && droppingAnswers)) {
                    output.write(buffer, 0, read);
                }
            }
        } catch (IOException _) {
            // One side has gone; so goes the other.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            link.reset();
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void reset() {
            links.remove(this);
            close(client);
            close(server);
        }

        private static void close(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException _) {
                // It was closed before.
            }
        }
    }
}
