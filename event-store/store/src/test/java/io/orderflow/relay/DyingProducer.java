package io.orderflow.relay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** A producer whose process dies at a given point: from then on it does nothing any more, not even abort. */
final class DyingProducer {
    /** Where it dies. */
    enum Point {
        BEFORE_SEND, BEFORE_COMMIT, AFTER_COMMIT
    }

    private DyingProducer() {}

    /**
     * @param sends records that are sent before it dies at the next such point
     */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    static Producer<byte[], byte[]> of(Map<String, Object> config, Point point, int sends) {
        Producer<byte[], byte[]> real = Relay.plainProducer(config);
        AtomicInteger left = new AtomicInteger(sends);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(DyingProducer.class.getClassLoader(),
                new Class<?>[]{Producer.class},
                (proxy, method, arguments) -> {
                    boolean exhausted = method.getName().equals("send") ? left.getAndDecrement() <= 0 : left.get() <= 0;
                    if (exhausted && dies(point, method.getName())) {
                        throw died();
                    }
                    Object result = invoke(real, method, arguments);
                    if (exhausted && point == Point.AFTER_COMMIT && method.getName().equals("commitTransaction")) {
                        throw died();
                    }
                    return result;
                });
    }

    private static boolean dies(Point point, String method) {
        return (point == Point.BEFORE_SEND && method.equals("send"))
                || (point == Point.BEFORE_COMMIT && method.equals("commitTransaction"));
    }

    private static Object invoke(Producer<byte[], byte[]> real, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static KafkaException died() {
        return new KafkaException("the process died");
    }
}
