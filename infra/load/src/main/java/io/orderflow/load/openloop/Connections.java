package io.orderflow.load.openloop;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one address, kept alive and used one request at a time; the one that was used last is used first, so
 * that few stay busy. A request that finds none free waits. Belongs to one event loop.
 */
final class Connections {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    /** One that lay idle for longer may be about to be ended by the other side. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(15);
    private final Bootstrap bootstrap;
    private final URI target;
    private final int max;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> open = new ArrayList<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private int connecting;

    Connections(EventLoop loop, URI target, int max) {
        this.target = target;
        this.max = max;
        bootstrap = new Bootstrap().group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_MAX.toMillis()))
            .handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec());
                }
            });
    }

    /** As soon as a connection is free. */
    void send(Exchange exchange) {
        Connection free = idle.pollLast();
        if (free != null && free.freeNanos() > IDLE_MAX.toNanos()) {
            List.copyOf(idle).forEach(Connection::close);
            free.close();
        } else if (free != null) {
            free.send(exchange);
            return;
        }
        waiting.addLast(exchange);
        connectIfNeeded();
    }

    private void connectIfNeeded() {
        if (connecting < waiting.size() && open.size() + connecting < max) {
            connecting++;
            bootstrap.connect(target.getHost(), target.getPort())
                .addListener((ChannelFuture connected) -> connected(connected));
        }
    }

    private void connected(ChannelFuture connected) {
        connecting--;
        if (connected.isSuccess()) {
            Connection connection = new Connection(connected.channel(), target, this);
            open.add(connection);
            connected.channel().pipeline().addLast(connection);
            free(connection);
            return;
        }
        Exchange first = nextWaiting();
        if (first != null) {
            first.failed(connected.cause().getClass().getSimpleName());
        }
        connectIfNeeded();
    }

    /** Who waited longest goes first. */
    void free(Connection connection) {
        Exchange next = nextWaiting();
        if (next == null) {
            idle.addLast(connection);
        } else {
            connection.send(next);
        }
    }

    /** Those who have been given up meanwhile are passed over. */
    private @Nullable Exchange nextWaiting() {
        Exchange next = waiting.pollFirst();
        while (next != null && next.isOver()) {
            next = waiting.pollFirst();
        }
        return next;
    }

    void ended(Connection connection) {
        open.remove(connection);
        idle.remove(connection);
        connectIfNeeded();
    }

    void close() {
        List.copyOf(open).forEach(Connection::close);
    }
}
