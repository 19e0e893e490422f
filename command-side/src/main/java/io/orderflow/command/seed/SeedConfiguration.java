package io.orderflow.command.seed;

import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.vault.CustomerVault;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the import together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SeedProperties.class)
class SeedConfiguration {
    @Bean
    static Seeder seeder(SeedProperties settings, PriceList prices, CustomerVault vault, CommandDispatcher dispatcher,
            JdbcClient jdbc) {
        return new Seeder(settings, prices, vault, dispatcher, jdbc);
    }
}
