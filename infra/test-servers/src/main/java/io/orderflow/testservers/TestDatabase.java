package io.orderflow.testservers;

import io.orderflow.servers.DatabaseRole;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One database of the test server. Its data sources are not pooled. */
public final class TestDatabase {
    private final TestPostgres server;
    private final String name;

    TestDatabase(TestPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /** Of every role, and of the superuser. */
    public String password() {
        return server.password();
    }

    public DataSource dataSource(DatabaseRole role) {
        return dataSource(role.login());
    }

    public DataSource superuserDataSource() {
        return dataSource(server.superuser());
    }

    private DataSource dataSource(String user) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(user);
        source.setPassword(server.password());
        return source;
    }
}
