package io.orderflow.command;

import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points an application context to a new database, with nobody else at work: orders stay as commands leave them. */
final class NewDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestServers.postgres().createDatabase();
        TestPropertyValues
            .of("orderflow.fulfilment.enabled=false", "orderflow.relay.enabled=false",
                    "spring.datasource.url=" + database.jdbcUrl(),
                    "spring.datasource.username=" + DatabaseRole.COMMAND.login(),
                    "spring.datasource.password=" + database.password())
            .applyTo(context);
    }
}
