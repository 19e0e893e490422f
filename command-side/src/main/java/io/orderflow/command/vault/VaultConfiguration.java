package io.orderflow.command.vault;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Opens the vault, or refuses to start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
class VaultConfiguration {
    @Bean
    static CustomerVault customerVault(JdbcClient jdbc, PlatformTransactionManager transactions,
            VaultProperties settings) {
        return new CustomerVault(jdbc, transactions, settings);
    }
}
