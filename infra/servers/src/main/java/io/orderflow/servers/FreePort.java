package io.orderflow.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Ports of the loopback interface that nobody listens on at the moment of asking; another process can still take one
 * before its use.
 */
public final class FreePort {
    private static final int PORT_MAX = 65_535;
    private static final int CONNECT_TIMEOUT_MILLIS = 200;

    private FreePort() {}

    public static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on this machine", e);
        }
    }

    /** The port itself, or the next higher one that is free. */
    public static int from(int wanted) {
        for (int port = wanted; port <= PORT_MAX; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServerStartException("No port from " + wanted + " up to " + PORT_MAX + " is free.");
    }

    public static boolean isFree(int port) {
        return canBind(port) && !answers("127.0.0.1", port) && !answers("::1", port);
    }

    private static boolean canBind(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Binding alone does not show a listener on all addresses everywhere: with SO_REUSEADDR macOS lets both bind. */
    private static boolean answers(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
