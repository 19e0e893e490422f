package io.orderflow.campaign.fault;

/** What can go wrong, in words that continue "the campaign". */
public enum FaultKind {
    KILL_APPENDER("kills an appender"), KILL_LEADER("kills the leading relay"), KILL_STANDBY(
            "kills a relay that stands by"), PAUSE_LEADER(
                    "stops the leading relay for longer than its lease"), KILL_BROKER(
                            "kills the Kafka broker"), KILL_POSTGRES("kills PostgreSQL's main process"), KILL_BACKEND(
                                    "kills a session of PostgreSQL that appends"), END_BACKEND(
                                            "ends a session that appends, as an administrator does"), CUT_APPENDERS(
                                                    "cuts the appenders off PostgreSQL"), CUT_RELAYS(
                                                            "cuts the relays off PostgreSQL"), CUT_KAFKA(
                                                                    "cuts Kafka off its clients"), DELAY_APPENDERS(
                                                                            "delays what appenders and PostgreSQL send each other"), DELAY_RELAYS(
                                                                                    "delays what relays and PostgreSQL send each other"), DELAY_KAFKA(
                                                                                            "delays what Kafka and its clients send each other"), FOREIGN_WRITER(
                                                                                                    "holds a foreign transaction open that has written"), FOREIGN_READER(
                                                                                                            "holds a foreign transaction open that has read the log"), FOREIGN_LONG(
                                                                                                                    "opens a foreign transaction that outlives the faults after it"), ERROR_IN_APPENDER(
                                                                                                                            "makes the thread that appends meet an Error"), ERROR_IN_RELAY(
                                                                                                                                    "makes a thread of the leading relay meet an Error"), CORES_TAKEN(
                                                                                                                                            "takes the processors");

    private final String sentence;

    FaultKind(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
