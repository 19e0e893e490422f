package io.orderflow.testservers;

/** Where the servers of the tests run. */
public enum ServerMode {
    TESTCONTAINERS, EMBEDDED
}
