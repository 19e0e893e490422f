package io.orderflow.contract;

import java.util.Locale;

/** Why a record of the topic is not taken for an event of the log. */
public enum StrangerReason {
    /** A header that every event has is missing or cannot be what the relay writes. */
    MALFORMED("a header of every event is missing or out of bounds"),
    /** The key is not the stream that the headers name. */
    WRONG_KEY("its key is not its stream"),
    /** Keys like this one go to another partition. */
    WRONG_PARTITION("its stream belongs to another partition"),
    /** A tombstone: every event has a payload. */
    NO_PAYLOAD("it has no payload"),
    /** The log has no such event at that position. */
    NOT_IN_LOG("the log has another event or none at its position");

    private final String sentence;

    StrangerReason(String sentence) {
        this.sentence = sentence;
    }

    /** The value of the meter's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The end of a sentence that begins with the record. */
    public String sentence() {
        return sentence;
    }
}
