package io.orderflow.observability.boot;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.opentelemetry.instrumentation.logback.mdc.v1_0.OpenTelemetryAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Puts {@code trace_id}, {@code span_id} and {@code trace_flags} into each line of the log that is written within a
 * span. They are read when a line is written: a request that writes none pays nothing.
 */
final class TracedLogs implements InitializingBean {
    private final ILoggerFactory loggers;

    TracedLogs(ILoggerFactory loggers) {
        this.loggers = loggers;
    }

    @Override
    public void afterPropertiesSet() {
        if (loggers instanceof LoggerContext logback) {
            Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
            for (Appender<ILoggingEvent> appender : appenders(root)) {
                if (!(appender instanceof OpenTelemetryAppender)) {
                    root.detachAppender(appender);
                    root.addAppender(traced(appender, logback));
                }
            }
        }
    }

    private static OpenTelemetryAppender traced(Appender<ILoggingEvent> appender, LoggerContext logback) {
        var traced = new OpenTelemetryAppender();
        traced.setName("traced-" + appender.getName());
        traced.setContext(logback);
        traced.addAppender(appender);
        traced.start();
        return traced;
    }

    private static List<Appender<ILoggingEvent>> appenders(Logger root) {
        List<Appender<ILoggingEvent>> found = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(found::add);
        return found;
    }
}
