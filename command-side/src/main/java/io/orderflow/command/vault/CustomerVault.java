package io.orderflow.command.vault;

import io.orderflow.contract.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stores and reads personal data. Thread-safe; every call blocks on the database. */
public final class CustomerVault {
    private static final String KEY_CHECK = "vault-key-check";
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final byte @Nullable [] vaultKey;

    /**
     * @throws WrongKeyException when the vault in this database has another key
     */
    CustomerVault(JdbcClient jdbc, PlatformTransactionManager transactions, VaultProperties settings) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
        vaultKey = settings.key() == null ? null : Base64.getDecoder().decode(settings.key());
        if (vaultKey != null) {
            checkKey(vaultKey);
        }
    }

    public boolean isOpen() {
        return vaultKey != null;
    }

    /** Stores all or none. What is there of a customer is replaced, also its key. */
    public void store(Map<CustomerId, PersonalData> customers) {
        byte[] wrapping = requireOpen();
        transaction.executeWithoutResult(status -> customers
            .forEach((customer, data) -> store(wrapping, customer, data)));
    }

    public Optional<PersonalData> read(CustomerId customer) {
        byte[] wrapping = requireOpen();
        return jdbc.sql("""
                SELECT wrapped_key, personal_data
                  FROM command.customer
                 WHERE customer_id = :customer
                """).param("customer", customer.value()).query((row, number) -> {
            byte[] key = AesGcm.decrypt(wrapping, row.getBytes("wrapped_key"), customer.value());
            byte[] data = AesGcm.decrypt(key, row.getBytes("personal_data"), customer.value());
            return JSON.readValue(data, PersonalData.class);
        }).optional();
    }

    private void store(byte[] wrapping, CustomerId customer, PersonalData data) {
        byte[] key = AesGcm.newKey();
        jdbc.sql("""
                INSERT INTO command.customer (customer_id, wrapped_key, personal_data)
                VALUES (:customer, :wrappedKey, :personalData)
                    ON CONFLICT (customer_id) DO UPDATE
                   SET wrapped_key = excluded.wrapped_key, personal_data = excluded.personal_data,
                       recorded_at = clock_timestamp()
                """)
            .param("customer", customer.value())
            .param("wrappedKey", AesGcm.encrypt(wrapping, key, customer.value()))
            .param("personalData", AesGcm.encrypt(key, JSON.writeValueAsBytes(data), customer.value()))
            .update();
    }

    private void checkKey(byte[] key) {
        jdbc.sql("""
                INSERT INTO command.vault_key_check (proof)
                VALUES (:proof)
                    ON CONFLICT (only_row) DO NOTHING
                """)
            .param("proof", AesGcm.encrypt(key, KEY_CHECK.getBytes(StandardCharsets.UTF_8), KEY_CHECK))
            .update();
        byte[] proof = jdbc.sql("""
                SELECT proof
                  FROM command.vault_key_check
                """).query((row, number) -> row.getBytes("proof")).single();
        try {
            AesGcm.decrypt(key, proof, KEY_CHECK);
        } catch (WrongKeyException other) {
            throw new WrongKeyException(
                    "orderflow.vault.key is not the key that the customer vault of this database was"
                            + " encrypted with: start with the former key, or with an empty database");
        }
    }

    private byte[] requireOpen() {
        if (vaultKey == null) {
            throw new IllegalStateException("the customer vault is closed: orderflow.vault.key is not set");
        }
        return vaultKey;
    }
}
