package io.orderflow.command.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.command.CommandSideTest;
import io.orderflow.contract.CustomerId;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CommandSideTest
class CustomerVaultTest {
    private static final PersonalData SOMEBODY = new PersonalData("Kwai & Co", "Kwai", "Yu", "555-0100",
            "1 Main Street",
            null, "Springfield", null, "12345", "USA");

    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;
    private final CustomerId customer = new CustomerId(UUID.randomUUID().toString());

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM command.vault_key_check").update();
    }

    @Test
    void whatIsStoredCanBeRead() {
        CustomerVault vault = vault(newKey());
        vault.store(Map.of(customer, SOMEBODY));

        assertThat(vault.read(customer)).contains(SOMEBODY);
        assertThat(vault.read(new CustomerId("nobody"))).isEmpty();
    }

    @Test
    void aStartWithAnotherKeyIsRefused() {
        String key = newKey();
        vault(key).store(Map.of(customer, SOMEBODY));

        assertThat(vault(key).read(customer)).contains(SOMEBODY);
        assertThatThrownBy(() -> vault(newKey())).isInstanceOf(WrongKeyException.class)
            .hasMessageContaining("start with the former key");
    }

    @Test
    void aVaultWithoutKeyIsClosed() {
        CustomerVault closed = vault(null);

        assertThat(closed.isOpen()).isFalse();
        assertThatThrownBy(() -> closed.read(customer)).hasMessageContaining("orderflow.vault.key is not set");
    }

    private CustomerVault vault(@Nullable String key) {
        return new CustomerVault(jdbc, transactions, new VaultProperties(key));
    }

    private static String newKey() {
        return Base64.getEncoder().encodeToString(AesGcm.newKey());
    }
}
