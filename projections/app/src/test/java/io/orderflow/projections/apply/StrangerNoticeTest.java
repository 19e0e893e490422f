package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orderflow.contract.StrangerReason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StrangerNoticeTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(StrangerNotice.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong clock = new AtomicLong(42);
    private final StrangerNotice notice = new StrangerNotice("order_detail", clock::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void aFloodIsOneLineAnInterval() {
        notice.passedOver(strangers(300));
        notice.passedOver(strangers(200));
        notice.passedOver(strangers(100));
        clock.addAndGet(StrangerNotice.INTERVAL.toNanos() - 1);
        notice.passedOver(List.of());
        assertThat(lines.list).hasSize(1);

        clock.incrementAndGet();
        notice.passedOver(List.of());

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
            .containsExactly("Passed over 300 records of the topic that are not the log's: {MALFORMED=300}",
                    "Passed over 300 records of the topic that are not the log's: {MALFORMED=300}");
    }

    private static List<Stranger> strangers(int count) {
        var record = new KeptRecord(0, 1, "secret", Map.of(), "x", Instant.EPOCH, Instant.EPOCH);
        return Collections.nCopies(count, Stranger.of(record, StrangerReason.MALFORMED));
    }
}
