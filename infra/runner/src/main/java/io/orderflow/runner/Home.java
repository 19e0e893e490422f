package io.orderflow.runner;

import java.nio.file.Path;

/** Where the applications were built. The launcher tells it. */
final class Home {
    private Home() {}

    static Path directory() {
        return Path.of(System.getProperty("orderflow.home", ".")).toAbsolutePath().normalize();
    }
}
