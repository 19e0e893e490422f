package io.orderflow.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of a run as a page in Markdown. */
public final class Report {
    private static final String HEAD = """
            # Benchmarks

            What the event store and the relay do, beside others that do the same on the same machine at the same time. Written by

            ```
            infra/benchmarks/run [--quick] [--only <measure>,...] [--runs <rounds>] [--growth] [--profile <measure>]
            ```

            which builds what is missing, starts a PostgreSQL and a Kafka of its own (`fsync` and `synchronous_commit` on, the settings of
            `./orderflow up`), fetches message-db and Emmett from npm into `target/`, and lets the sides of each measure take turns. Without npm these
            two are left out. `--quick` takes about a minute and writes to `infra/benchmarks/target/benchmarks`, as `--only` does; `--growth` adds the
            log of 10 million events; `--profile` writes a JFR recording of one measure. `--help` lists the measures.

            Absolute figures are this machine's; the ratios are what counts. A figure is the median of all rounds, with the smallest and the largest in
            brackets; a ratio is taken within each round. Events have {payload} bytes of payload and {metadata} bytes of metadata on all sides, callers are virtual
            threads on all sides, and each caller waits until its event is durable before it sends the next one.

            """;
    private static final String SIDES = """

            ## The sides

            - **Orderflow**: `PostgresEventStore.append` with an expected version, four events to a stream, then a new one; for commands
              Axon's bus on our storage engine, as the command side wires it.
            - **message-db**, **Emmett**: their own SQL functions through JDBC, with the expected version, one connection of a pool for each caller;
              message-db with one category.
            - **raw INSERT**: one row a transaction into a table with the same columns and indexes, without any check; beyond 8 callers with
              whichever pool of 8, 16, 32 or 64 connections did most on this machine.
            - **Axon JDBC**: Axon {axon} with its `JdbcEventStorageEngine`, `PostgresEventTableFactory` and Spring's transactions, as it comes.
            - **COPY in**: 1,000 rows a transaction into that same table; **COPY out**: our event table in binary form, its bytes thrown away.
            - **bare producer**: an idempotent producer, `acks=all`, with the records that the relay made, prepared in memory.
            """;

    private Report() {}

    /**
     * @param versions of what was measured
     * @param chart address of the picture, as seen from the page
     */
    public static String markdown(List<Row> rows, List<String> failures, RunFacts facts, String versions, String chart,
            int payloadBytes,
            int metadataBytes,
            String axonVersion) {
        StringBuilder page = new StringBuilder();
        page.append(HEAD.replace("{payload}", Integer.toString(payloadBytes))
            .replace("{metadata}", Integer.toString(metadataBytes)));
        page.append("- Date: ").append(facts.date()).append('\n');
        page.append("- Machine: ").append(facts.machine()).append('\n');
        page.append("- Versions: ").append(versions).append('\n');
        page.append("- Command: `").append(facts.command()).append("`\n");
        page.append(String.format(Locale.ROOT, "- Rounds: %d, each side %,d ms to warm up and %,d ms measured%n%n",
                facts.effort().rounds(), facts.effort().window().warmUp().toMillis(),
                facts.effort().window().measured().toMillis()));
        page.append("![How far each figure is beyond its goal](").append(chart).append(")\n\n");
        page.append(table(rows));
        failures.forEach(failure -> page.append("\nFailed: ").append(failure).append('\n'));
        page.append(SIDES.replace("{axon}", axonVersion));
        return page.toString();
    }

    /** The table alone. */
    public static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder();
        table.append("| measure | unit | ours | peer | peer's | ratio | goal | reached |\n");
        table.append("|---|---|--:|---|--:|--:|--:|---|\n");
        for (Row row : rows) {
            table.append(line(row));
        }
        return table.toString();
    }

    private static String line(Row row) {
        Row.Peer peer = row.peer();
        Figures ratio = row.ratio();
        Goal goal = row.goal();
        return String.join(" | ", "| " + row.measure(), row.unit(), Numbers.withSpread(row.ours()),
                peer == null ? "–" : peer.name(), peer == null ? "–" : Numbers.withSpread(peer.figures()),
                ratio == null ? "–" : Numbers.withSpread(ratio), goal == null ? "–" : goal.text(),
                reached(row.reached()) + " |\n");
    }

    private static String reached(@Nullable Boolean reached) {
        return reached == null ? "–" : reached ? "yes" : "**no**";
    }
}
