package io.orderflow.campaign.child;

import io.orderflow.campaign.oracle.CommandKey;
import io.orderflow.campaign.oracle.Fingerprint;
import io.orderflow.eventstore.NewEvent;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The events of an append, made from its key alone, so that another process can repeat it. */
final class Contents {
    private static final int SMALL_MAX = 300;
    private static final int BIG_MIN = 20_000;
    private static final int BIG_MAX = 120_000;
    private static final int ONE_IN_BIG = 2_000;
    private static final List<String> TYPES = List.of("CampaignOpened", "CampaignMoved", "CampaignClosed");

    private Contents() {}

    static List<NewEvent> events(CommandKey key, int count) {
        SplittableRandom random = new SplittableRandom(key.eventId(0).getLeastSignificantBits() ^ key.time());
        return IntStream.range(0, count).mapToObj(n -> event(key, n, random)).toList();
    }

    /** The sum of the events' fingerprints. */
    static long fingerprint(List<NewEvent> events) {
        long sum = 0;
        for (int n = 0; n < events.size(); n++) {
            NewEvent event = events.get(n);
            sum += Fingerprint.ofContent(n, event.type(), event.payload(), event.metadata());
        }
        return sum;
    }

    private static NewEvent event(CommandKey key, int index, SplittableRandom random) {
        int fill = random.nextInt(ONE_IN_BIG) == 0 ? random.nextInt(BIG_MIN, BIG_MAX) : random.nextInt(SMALL_MAX);
        // What a store that understands its payloads would change: spaces, order, repeated keys, numbers, escapes.
        String payload = "{ \"b\":1.00,\"a\" : \"ä€😀\\u0041\", \"a\":12345678901234567890,\"n\":" + random.nextLong()
                + ",\"fill\":\"" + Character.toString('a' + random.nextInt(26)).repeat(fill) + "\"}";
        String metadata = "{\"actor\":\"campaign\",\"commandId\":\"" + key.commandId() + "\"}";
        return new NewEvent(key.eventId(index), TYPES.get(random.nextInt(TYPES.size())), 1, payload, metadata);
    }
}
