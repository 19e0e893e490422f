package io.orderflow.runner;

import io.orderflow.servers.EmbeddedPostgres;
import io.orderflow.servers.PostgresSettings;

/** PostgreSQL under supervision. */
record PostgresPart(EmbeddedPostgres postgres) implements Running {
    static PostgresPart launch(DataDirectory data, int port) {
        EmbeddedPostgres postgres = EmbeddedPostgres
            .start(new PostgresSettings(data.postgres(), port, ProcessBuilder.Redirect.PIPE));
        new RotatingLog(data.log(Ports.POSTGRES), RotatingLog.BYTES_MAX).drain(postgres.process().getInputStream());
        return new PostgresPart(postgres);
    }

    @Override
    public ProcessHandle process() {
        return postgres.process().toHandle();
    }

    @Override
    public boolean isReady() {
        return !hasEnded();
    }

    @Override
    public boolean hasEnded() {
        return !postgres.process().isAlive();
    }

    @Override
    public String awaitEnd() throws InterruptedException {
        return "ended with exit code " + postgres.process().waitFor();
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
