package io.orderflow.query.http;

/** The addresses of the resources. */
public final class ApiPaths {
    public static final String ORDERS = "/api/v1/orders";
    public static final String ORDER = ORDERS + "/{id}";
    public static final String PRODUCTS = "/api/v1/products";
    public static final String STOCK = "/api/v1/stock";

    private ApiPaths() {}

    /** Identifiers have a form that needs no escaping. */
    public static String order(String id) {
        return ORDERS + "/" + id;
    }

    public static String product(String sku) {
        return PRODUCTS + "/" + sku;
    }

    public static String stock(String sku) {
        return STOCK + "/" + sku;
    }
}
