package io.orderflow.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The command side with its process manager, on a new database of a real PostgreSQL, with short pauses. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = CommandApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "orderflow.fulfilment.payment.backoff=50ms", "orderflow.fulfilment.due-interval=50ms",
        "orderflow.fulfilment.payment.void-tries-max=3", "orderflow.payment.call-timeout=500ms",
        "orderflow.payment.breaker.calls-min=1000"})
@ContextConfiguration(initializers = ProcessAtWork.class)
public @interface ProcessTest {
}
