package io.orderflow.campaign.oracle;

/** What has to hold, whatever fails. */
public enum Property {
    ACKNOWLEDGED_IS_STORED("every acknowledged event is in the log, at its stream, version and position"), STORED_ONCE(
            "no event and no command is in the log twice"), INTENDED(
                    "the log holds nothing that nobody intended, and all of it byte for byte"), WHOLE(
                            "an append is there as a whole or not at all"), EXPECTED_VERSION(
                                    "an append stands right behind the version that it expected"), REFUSED_IS_ABSENT(
                                            "what was refused is not in the log"), ONE_OUTCOME(
                                                    "a command has one outcome, however often it is asked for"), VERSIONS(
                                                            "versions of each stream are contiguous from 1"), POSITIONS(
                                                                    "positions are gapless from 1"), COMMIT_ORDER(
                                                                            "positions are in the order in which the events were recorded"), READERS(
                                                                                    "no reader saw a gap, or an event below what it had passed"), TOPIC_ONCE(
                                                                                            "each event is in the topic exactly once"), TOPIC_ORDER(
                                                                                                    "in the topic each stream is on one partition, in version order"), TOPIC_CONTENT(
                                                                                                            "each record of the topic is the event of the log"), RESTORED(
                                                                                                                    "a dump restored into a new cluster is the same log and goes on"), RECOVERY(
                                                                                                                            "appends and the relay go on after each fault"), EXPLAINED(
                                                                                                                                    "no appender met an error that no fault explains");

    private final String sentence;

    Property(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
