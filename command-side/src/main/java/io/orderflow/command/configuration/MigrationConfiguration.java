package io.orderflow.command.configuration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrates the two schemas that this application owns, each with a history of its own. Spring lets everything that uses
 * the database wait for both.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
    @Bean
    static Flyway eventStoreFlyway(DataSource database) {
        return flyway(database, "event_store", "classpath:db/event-store");
    }

    @Bean
    static Flyway commandFlyway(DataSource database) {
        return flyway(database, "command", "classpath:db/command");
    }

    @Bean
    static FlywayMigrationInitializer eventStoreMigration(Flyway eventStoreFlyway) {
        return new FlywayMigrationInitializer(eventStoreFlyway);
    }

    @Bean
    static FlywayMigrationInitializer commandMigration(Flyway commandFlyway) {
        return new FlywayMigrationInitializer(commandFlyway);
    }

    private static Flyway flyway(DataSource database, String schema, String location) {
        return Flyway.configure()
            .dataSource(database)
            .schemas(schema)
            .createSchemas(false)
            .locations(location)
            .failOnMissingLocations(true)
            .load();
    }
}
