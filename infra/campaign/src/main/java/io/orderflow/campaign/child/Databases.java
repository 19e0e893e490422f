package io.orderflow.campaign.child;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.servers.DatabaseRole;
import java.util.Arrays;
import java.util.List;

/**
 * Where the shards' databases are: arguments of every process that uses them.
 *
 * @param port of PostgreSQL or of a proxy before it
 * @param names one a shard
 */
public record Databases(int port, String password, List<String> names) {
    private static final int CONNECT_MILLIS_MAX = 2_000;
    /** Few enough for all processes and four shards on one server. */
    private static final int CONNECTIONS_MAX = 3;

    public String argument() {
        return port + "," + password + "," + String.join(",", names);
    }

    static Databases parse(String argument) {
        List<String> parts = Arrays.asList(argument.split(",", -1));
        return new Databases(Integer.parseInt(parts.get(0)), parts.get(1), parts.subList(2, parts.size()));
    }

    /** With the settings of the command side, which is what writes to a store in the product. */
    public HikariDataSource pool(int shard) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + names.get(shard));
        config.setUsername(DatabaseRole.COMMAND.login());
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS_MAX);
        config.setValidationTimeout(CONNECT_MILLIS_MAX / 2);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
