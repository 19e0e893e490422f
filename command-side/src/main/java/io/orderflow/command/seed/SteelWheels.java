package io.orderflow.command.seed;

import io.orderflow.command.catalogue.Product;
import io.orderflow.command.seed.History.Outcome;
import io.orderflow.command.seed.History.PastOrder;
import io.orderflow.command.vault.PersonalData;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Steel Wheels data set (Apache-2.0) out of its jar, read with HSQLDB. Prices are whole US dollars; times have no
 * zone there and are taken as UTC.
 */
final class SteelWheels {
    private static final String URL = "jdbc:hsqldb:res:steelwheels;readonly=true";
    private static final String USER = "SA";
    private static final String CURRENCY = "USD";
    private static final long MINOR_PER_UNIT = 100;
    /** The data set does not say when an order was cancelled, and has orders that ship before they are placed. */
    private static final Duration CLOSED_AFTER = Duration.ofDays(1);

    private SteelWheels() {}

    /**
     * @throws IllegalStateException when the data set is not on the class path or has another form
     */
    static History read() {
        // HSQLDB would otherwise replace the application's logging by its own.
        System.setProperty("hsqldb.reconfig_logging", "false");
        try (Connection data = DriverManager.getConnection(URL, USER, "")) {
            History history = read(data);
            try (var shutdown = data.createStatement()) {
                // Frees the memory that the engine holds.
                shutdown.execute("SHUTDOWN");
            }
            return history;
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the Steel Wheels data set cannot be read", unreadable);
        }
    }

    private static History read(Connection data) throws SQLException {
        List<Product> products = new ArrayList<>();
        Map<Sku, Integer> available = new HashMap<>();
        readProducts(data, products, available);
        Map<Integer, List<OrderLine>> lines = lines(data);
        List<PastOrder> orders = orders(data, lines);
        return new History(products, available, customers(data), orders,
                lines.values().stream().mapToInt(List::size).sum());
    }

    private static void readProducts(Connection data, List<Product> products, Map<Sku, Integer> available)
            throws SQLException {
        query(data, """
                SELECT PRODUCTCODE, PRODUCTNAME, PRODUCTLINE, PRODUCTVENDOR, PRODUCTDESCRIPTION, QUANTITYINSTOCK, MSRP
                  FROM "steelwheels"."products"
                 ORDER BY PRODUCTCODE
                """, row -> {
            Sku sku = new Sku(row.getString("PRODUCTCODE"));
            products.add(new Product(sku, row.getString("PRODUCTNAME"), row.getString("PRODUCTLINE"),
                    row.getString("PRODUCTVENDOR"), row.getString("PRODUCTDESCRIPTION"), price(row, "MSRP")));
            available.put(sku, row.getInt("QUANTITYINSTOCK"));
        });
    }

    private static Map<CustomerId, PersonalData> customers(Connection data) throws SQLException {
        Map<CustomerId, PersonalData> customers = new HashMap<>();
        query(data, """
                SELECT *
                  FROM "steelwheels"."customers"
                """, row -> customers.put(new CustomerId(row.getString("CUSTOMERNUMBER")),
                new PersonalData(row.getString("CUSTOMERNAME"), row.getString("CONTACTFIRSTNAME"),
                        row.getString("CONTACTLASTNAME"), row.getString("PHONE"), row.getString("ADDRESSLINE1"),
                        row.getString("ADDRESSLINE2"), row.getString("CITY"), row.getString("STATE"),
                        row.getString("POSTALCODE"), row.getString("COUNTRY"))));
        return customers;
    }

    /** The numbers of the lines have gaps there; here they count from 1. */
    private static Map<Integer, List<OrderLine>> lines(Connection data) throws SQLException {
        Map<Integer, List<OrderLine>> lines = new HashMap<>();
        query(data, """
                SELECT ORDERNUMBER, PRODUCTCODE, QUANTITYORDERED, PRICEEACH
                  FROM "steelwheels"."orderdetails"
                 ORDER BY ORDERNUMBER, ORDERLINENUMBER, PRODUCTCODE
                """, row -> {
            List<OrderLine> order = lines.computeIfAbsent(row.getInt("ORDERNUMBER"), number -> new ArrayList<>());
            order.add(new OrderLine(order.size() + 1, new Sku(row.getString("PRODUCTCODE")),
                    row.getInt("QUANTITYORDERED"), price(row, "PRICEEACH")));
        });
        return lines;
    }

    /** Takes the lines of each order out of the given ones. */
    private static List<PastOrder> orders(Connection data, Map<Integer, List<OrderLine>> lines) throws SQLException {
        List<PastOrder> orders = new ArrayList<>();
        query(data, """
                SELECT ORDERNUMBER, ORDERDATE, SHIPPEDDATE, STATUS, CUSTOMERNUMBER
                  FROM "steelwheels"."orders"
                 ORDER BY ORDERDATE, ORDERNUMBER
                """, row -> {
            int number = row.getInt("ORDERNUMBER");
            List<OrderLine> ofOrder = lines.remove(number);
            if (ofOrder != null) {
                orders.add(order(row, number, ofOrder));
            }
        });
        return orders;
    }

    private static PastOrder order(ResultSet row, int number, List<OrderLine> lines) throws SQLException {
        Instant placedAt = instant(row, "ORDERDATE");
        Outcome outcome = switch (row.getString("STATUS")) {
            case "Cancelled" -> Outcome.CANCELLED;
            case "Shipped", "Resolved" -> Outcome.SHIPPED;
            default -> Outcome.CONFIRMED;
        };
        Instant shippedAt = instant(row, "SHIPPEDDATE");
        boolean known = outcome == Outcome.SHIPPED && shippedAt.isAfter(placedAt.plus(CLOSED_AFTER));
        return new PastOrder(number, new CustomerId(row.getString("CUSTOMERNUMBER")), placedAt,
                known ? shippedAt : placedAt.plus(CLOSED_AFTER), outcome, lines);
    }

    private static Money price(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column).longValueExact(), CURRENCY).times(MINOR_PER_UNIT);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Connection data, String sql, RowReader reader) throws SQLException {
        try (var statement = data.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
