package io.orderflow.query.orderstream;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The end of the log: which streams have grown. */
@Repository
class LogTail {
    static final int ENTRIES_MAX = 1_000;

    private final JdbcClient jdbc;

    LogTail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Entry(long position, String streamId) {}

    long head() {
        return jdbc.sql("""
                SELECT position
                  FROM event_store.log_head
                 WHERE shard = 0
                """).query(Long.class).single();
    }

    /** At most {@link #ENTRIES_MAX}, in position order. */
    List<Entry> after(long position) {
        return jdbc.sql("""
                SELECT position, stream_id
                  FROM event_store.event
                 WHERE position > :position
                 ORDER BY position
                 LIMIT :entriesMax
                """)
            .param("position", position)
            .param("entriesMax", ENTRIES_MAX)
            .query((row, number) -> new Entry(row.getLong(1), row.getString(2)))
            .list();
    }
}
