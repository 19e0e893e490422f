package io.orderflow.command.catalogue;

import io.orderflow.contract.Money;
import io.orderflow.contract.Sku;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The current price list, kept in memory. A change made by this process is seen at once, one made by another within
 * {@link #CACHE_AGE_MAX}. Thread-safe.
 */
@Component
public class PriceList {
    static final Duration CACHE_AGE_MAX = Duration.ofSeconds(5);

    /** From this age on one caller reads the list anew, while the others go on with what is known. */
    private static final Duration REFRESH_AFTER = CACHE_AGE_MAX.dividedBy(2);

    private record Loaded(Map<Sku, Product> products, long atNanos) {
        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - atNanos < age.toNanos();
        }
    }

    private final JdbcClient database;
    private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Loaded>> reading = new AtomicReference<>();

    PriceList(JdbcClient database) {
        this.database = database;
    }

    /**
     * @throws org.springframework.dao.DataAccessException when the list has to be read and the database does not answer
     */
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(current().get(sku));
    }

    /** Adds each product in a new version, unless its current version says the same. All or none. */
    @Transactional
    public void publish(Collection<Product> products) {
        products.forEach(this::insert);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(forgetting());
        } else {
            loaded.set(null);
        }
    }

    /** Before the commit a reader would take the list as it still is and keep it. */
    private TransactionSynchronization forgetting() {
        return new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                loaded.set(null);
            }
        };
    }

    private void insert(Product product) {
        database
            .sql("""
                    INSERT INTO command.product (sku, version, name, product_line, vendor, description, price_minor, currency)
                    SELECT p.sku, coalesce(c.version, 0) + 1, p.name, p.product_line, p.vendor, p.description, p.price_minor, p.currency
                      FROM (VALUES (:sku, :name, :productLine, :vendor, :description, :priceMinor, :currency))
                           AS p (sku, name, product_line, vendor, description, price_minor, currency)
                      LEFT JOIN command.current_product c ON c.sku = p.sku
                     WHERE (c.name, c.product_line, c.vendor, c.description, c.price_minor, c.currency)
                           IS DISTINCT FROM (p.name, p.product_line, p.vendor, p.description, p.price_minor, p.currency)
                    """)
            .param("sku", product.sku().value())
            .param("name", product.name())
            .param("productLine", product.productLine())
            .param("vendor", product.vendor())
            .param("description", product.description())
            .param("priceMinor", product.price().amountMinor())
            .param("currency", product.price().currency())
            .update();
    }

    private Map<Sku, Product> current() {
        Loaded known = loaded.get();
        if (known != null && known.isYoungerThan(REFRESH_AFTER)) {
            return known.products();
        }
        var mine = new CompletableFuture<Loaded>();
        CompletableFuture<Loaded> running = reading.compareAndExchange(null, mine);
        if (running == null) {
            read(mine);
        }
        return known != null && known.isYoungerThan(CACHE_AGE_MAX)
                ? known.products()
                : outcome(running == null ? mine : running);
    }

    /** By one caller at a time. */
    private void read(CompletableFuture<Loaded> outcome) {
        try {
            Loaded latest = loaded.get();
            if (latest == null || !latest.isYoungerThan(REFRESH_AFTER)) {
                Loaded former = latest;
                long now = System.nanoTime();
                latest = new Loaded(read(), now);
                loaded.compareAndSet(former, latest); // not over a list that was published meanwhile
            }
            outcome.complete(latest);
        } catch (RuntimeException | Error failure) {
            outcome.completeExceptionally(failure);
        } finally {
            reading.set(null);
        }
    }

    /** Whoever waited fails as the one who read did, and does not ask a database that is away once more. */
    private static Map<Sku, Product> outcome(CompletableFuture<Loaded> reading) {
        try {
            return reading.join().products();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private Map<Sku, Product> read() {
        return database.sql("""
                SELECT sku, name, product_line, vendor, description, price_minor, currency
                  FROM command.current_product
                """)
            .query((row, _) -> new Product(new Sku(row.getString("sku")), row.getString("name"),
                    row.getString("product_line"), row.getString("vendor"), row.getString("description"),
                    new Money(row.getLong("price_minor"), row.getString("currency"))))
            .list()
            .stream()
            .collect(Collectors.toUnmodifiableMap(Product::sku, Function.identity()));
    }
}
