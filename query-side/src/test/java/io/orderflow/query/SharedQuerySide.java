package io.orderflow.query;

/** One application on one database for the tests that do not get in each other's way. Ends with the JVM. */
final class SharedQuerySide {
    static final WrittenData DATA = WrittenData.inNewDatabase();
    static final RunningQuerySide APP = RunningQuerySide.on(DATA);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(APP::close));
    }

    private SharedQuerySide() {}
}
