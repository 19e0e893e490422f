package io.orderflow.campaign;

import io.orderflow.campaign.arena.Arena;
import io.orderflow.campaign.arena.Await;
import io.orderflow.campaign.arena.Readers;
import io.orderflow.campaign.arena.Relays;
import io.orderflow.campaign.arena.StuckException;
import io.orderflow.campaign.fault.Agent;
import io.orderflow.campaign.fault.Fault;
import io.orderflow.campaign.fault.Schedule;
import io.orderflow.campaign.fault.Struck;
import io.orderflow.campaign.oracle.Findings;
import io.orderflow.campaign.oracle.Journal;
import io.orderflow.campaign.oracle.LogCheck;
import io.orderflow.campaign.oracle.LogImage;
import io.orderflow.campaign.oracle.Property;
import io.orderflow.campaign.oracle.TopicCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One campaign from its first append to its verdict: appends under faults, a dump and its restore, appends on what was
 * restored, and then the check of everything.
 */
public final class Campaign {
    /** Of the events, that many are appended again after the restore. */
    private static final int RESTORED_SHARE = 50;

    private final CampaignSettings settings;
    private final PrintWriter out;
    private final Findings findings = new Findings();
    private final Journal journal = new Journal(findings);
    private final List<LogImage> images;
    private final List<Struck> struck = new ArrayList<>();
    private final Figures figures = new Figures();

    public Campaign(CampaignSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        this.images = IntStream.range(0, settings.size().shards())
            .mapToObj(shard -> new LogImage(shard, findings))
            .toList();
    }

    /** Blocks until the verdict is there, minutes for a million events. */
    public Verdict run() throws IOException, SQLException, InterruptedException {
        List<Fault> schedule = Schedule.of(settings.seed(), settings.events(), settings.size().lease());
        Printing.schedule(settings, schedule, out);
        try (Arena arena = new Arena(settings.folder(), settings.keep(), settings.size(), journal, findings)) {
            arena.startProcesses();
            try {
                appendUnderFaults(arena, schedule);
                goOnRestored(arena);
                verify(arena);
            } catch (StuckException stuck) {
                findings.offends(Property.RECOVERY, String.valueOf(stuck.getMessage()));
            }
        }
        figures.outcomes(journal);
        figures.faults(struck);
        Verdict verdict = new Verdict(settings.seed(), findings.all(), struck, figures.all());
        Report.write(settings, schedule, verdict);
        return verdict;
    }

    private void appendUnderFaults(Arena arena, List<Fault> schedule) throws SQLException, InterruptedException {
        long startedNanos = System.nanoTime();
        try (Readers _ = new Readers(arena.cluster(), images);
                Watch watch = new Watch(arena, journal, settings.events(), schedule.size(), out);
                Agent agent = new Agent(arena, journal)) {
            for (Fault fault : schedule) {
                awaitEvents(fault.atEvents());
                struck.add(agent.strike(fault));
                findings.checked(Property.RECOVERY, 1);
                watch.struck(fault.number());
            }
            awaitEvents(settings.events());
            figures.rate(journal, startedNanos);
            arena.appenders().stop();
            awaitReaders(arena);
            figures.lag(watch);
        }
    }

    /** The relays are killed with whatever they have not published yet; after the restore they publish it. */
    private void goOnRestored(Arena arena) throws SQLException, IOException {
        out.println("campaign: restoring a dump into a new cluster");
        out.flush();
        arena.relays().stop();
        List<Long> heads = heads(arena);
        long events = journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS);
        arena.moveToRestoredCluster();
        checkHeads(arena, heads);
        try (Readers _ = new Readers(arena.cluster(), images)) {
            arena.startProcesses();
            awaitEvents(events + settings.events() / RESTORED_SHARE);
            arena.appenders().stop();
            awaitReaders(arena);
            awaitDrained(arena);
        }
        arena.relays().stop();
        for (int shard = 0; shard < heads.size(); shard++) {
            findings.checked(Property.RESTORED, head(arena, shard) - heads.get(shard));
        }
    }

    private void checkHeads(Arena arena, List<Long> before) {
        for (int shard = 0; shard < before.size(); shard++) {
            long after = head(arena, shard);
            if (after != before.get(shard)) {
                findings.offends(Property.RESTORED,
                        "shard " + shard + " ended at " + before.get(shard) + " and ends at " + after + " restored");
            }
        }
    }

    private void verify(Arena arena) {
        out.println("campaign: checking the log and the topic");
        out.flush();
        List<LogCheck.Source> logs = IntStream
            .range(0, images.size()).<LogCheck
                    .Source>mapToObj(shard -> new StoredLog(arena.cluster().pool(shard)))
            .toList();
        new LogCheck(journal, findings).run(logs, images);
        new TopicCheck(journal, findings).run(new Topic(arena.broker().bootstrapServers(), Arena.TOPIC), images);
    }

    private void awaitEvents(long events) {
        long[] seen = new long[1];
        while (journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS) < events) {
            seen[0] = journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS);
            Await.until("another append was acknowledged",
                    () -> journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS) > seen[0]);
        }
    }

    private void awaitReaders(Arena arena) {
        for (LogImage image : images) {
            Await.until("the readers had read the log", () -> image.passed() >= head(arena, image.shard()));
        }
    }

    private static void awaitDrained(Arena arena) {
        for (int shard = 0; shard < arena.size().shards(); shard++) {
            int each = shard;
            Await.until("the relay had published all", () -> reading(arena, each).lag() == 0);
        }
    }

    private static List<Long> heads(Arena arena) {
        return IntStream.range(0, arena.size().shards()).mapToObj(shard -> head(arena, shard)).toList();
    }

    private static long head(Arena arena, int shard) {
        return reading(arena, shard).head();
    }

    private static Relays.Reading reading(Arena arena, int shard) {
        try {
            return arena.relays().reading(arena.cluster(), shard);
        } catch (SQLException e) {
            throw new StuckException("the database does not answer: " + e.getMessage());
        }
    }
}
