package io.orderflow.load.openloop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One connection; of an answer only status and headers are kept. Belongs to one event loop. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private final Channel channel;
    private final URI target;
    private final Connections pool;
    private long freeSinceNanos = System.nanoTime();
    private @Nullable Exchange exchange;
    private @Nullable HttpResponse response;

    Connection(Channel channel, URI target, Connections pool) {
        this.channel = channel;
        this.target = target;
        this.pool = pool;
    }

    void send(Exchange next) {
        exchange = next;
        next.carriedBy(this);
        var _ = channel.writeAndFlush(request(next.call()), channel.voidPromise());
    }

    private DefaultFullHttpRequest request(Call call) {
        var json = call.json();
        ByteBuf body = json == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(json.getBytes());
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, call.method().toNetty(), call.path(), body);
        request.headers().set(HttpHeaderNames.HOST, target.getAuthority());
        if (json != null) {
            request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        if (call.idempotencyKey() != null) {
            request.headers().set("Idempotency-Key", call.idempotencyKey());
        }
        return request;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse head) {
            response = head;
        }
        if (part.decoderResult().isFailure()) {
            fail("answer that is not HTTP");
            close();
        } else if (part instanceof LastHttpContent) {
            answered();
        }
    }

    private void answered() {
        HttpResponse whole = response;
        Exchange ended = exchange;
        response = null;
        exchange = null;
        boolean usable = whole != null && ended != null && HttpUtil.isKeepAlive(whole);
        if (whole != null && ended != null) {
            ended.answered(whole.status().code(), whole.headers());
        }
        if (usable) {
            freeSinceNanos = System.nanoTime();
            pool.free(this);
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail("connection ended");
        pool.ended(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause.getClass().getSimpleName());
        close();
    }

    private void fail(String cause) {
        Exchange ended = exchange;
        exchange = null;
        if (ended != null) {
            ended.failed(cause);
        }
    }

    long freeNanos() {
        return System.nanoTime() - freeSinceNanos;
    }

    void close() {
        var _ = channel.close();
    }
}
