package io.orderflow.gateway;

/** Every setting of the gateway, by its name in the environment; docs/configuration.md is made from it. */
public enum Setting {
    /** To listen at. */
    SERVER_ADDRESS("127.0.0.1", "address to listen at"),
    /** To listen at. */
    SERVER_PORT("8080", "port to listen at, 0 to 65,535; 0 takes a free one"),
    /** The command side. */
    ORDERFLOW_COMMAND_URL("http://127.0.0.1:8081", "`http` or `https`, host and port; nothing after it"),
    /** The query side. */
    ORDERFLOW_QUERY_URL("http://127.0.0.1:8082", "`http` or `https`, host and port; nothing after it"),
    /** The projections. */
    ORDERFLOW_PROJECTIONS_URL("http://127.0.0.1:8083", "`http` or `https`, host and port; nothing after it"),
    /** Outer limit of an answer. */
    ORDERFLOW_GATEWAY_ANSWERTIMEOUT("50s",
            "from the request to the head of its answer, 10 ms to 5 min; longer than any application takes that answers at all, also after the longest `Prefer: wait`"),
    /** Limit of a body. */
    ORDERFLOW_GATEWAY_BODY("1MB", "largest body of a request, 1 KB to 16 MB"),
    /** Service level of commands. */
    ORDERFLOW_GATEWAY_COMMANDLATENCYTARGET("400ms",
            "1 ms to 1 min; the limit of commands falls while one of ten takes longer, and rises again afterwards"),
    /** Limit of connections. */
    ORDERFLOW_GATEWAY_CONNECTIONSMAX("4096",
            "open connections of callers, 1 to 100,000; a request on one more is refused, and its connection closed"),
    /** Limit of connecting. */
    ORDERFLOW_GATEWAY_CONNECTTIMEOUT("500ms", "until there is a connection to an application, 10 ms to 30 s"),
    /** Limit of silence. */
    ORDERFLOW_GATEWAY_IDLETIMEOUT("60s",
            "pause after which a connection in which nothing moves is cut off, 100 ms to 10 min; longer than the answer timeout and the heartbeat of event streams"),
    /** Adaptive limit in the beginning. */
    ORDERFLOW_GATEWAY_LIMITINITIAL("256",
            "where each limit begins, limitMin to limitMax"),
    /** Upper bound of the adaptive limits. */
    ORDERFLOW_GATEWAY_LIMITMAX("256",
            "reads, as many new orders, and as many other commands, that are with their application at the same time at most, limitMin to 10,000; beyond the limit the answer is 503; not counted are event streams, reads that wait for a position, and `/admin`"),
    /** Lower bound of the adaptive limits. */
    ORDERFLOW_GATEWAY_LIMITMIN("128", "the same, however long they take, 1 to 10,000"),
    /** Service level of reads. */
    ORDERFLOW_GATEWAY_READLATENCYTARGET("200ms",
            "1 ms to 1 min; the limit of reads falls while one of ten takes longer, and rises again afterwards"),
    /** Limit of requests. */
    ORDERFLOW_GATEWAY_REQUESTSMAX("1000",
            "requests under way at once, open event streams included, 1 to 100,000; one more is refused"),
    /** What a refused caller is told. */
    ORDERFLOW_GATEWAY_RETRYAFTER("1s", "what a refused caller is told to wait, 1 s to 1 h"),
    /** Limit of upstream connections. */
    ORDERFLOW_GATEWAY_UPSTREAMCONNECTIONSMAX("1024",
            "connections to each application, open event streams included, 1 to 10,000; more than limitMax, open streams and waiting reads together"),
    /** Limit of the queue for an upstream connection. */
    ORDERFLOW_GATEWAY_WAITINGMAX("0",
            "requests that wait for a connection while all of them are in use, 0 to 10,000; one more is refused at once");

    private final String defaultValue;
    private final String meaning;

    Setting(String defaultValue, String meaning) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }
}
