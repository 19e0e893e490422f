package io.orderflow.command.http;

/** The addresses of the commands and of what they change. */
final class ApiPaths {
    static final String ORDERS = "/api/v1/orders";
    static final String CANCEL_ORDER = ORDERS + "/{id}/cancel";
    static final String STOCK = "/api/v1/stock";
    static final String RECEIVE_STOCK = STOCK + "/{sku}/receive";
    static final String ADJUST_STOCK = STOCK + "/{sku}/adjust";

    private ApiPaths() {}

    /** Identifiers have a form that needs no escaping. */
    static String order(String id) {
        return ORDERS + "/" + id;
    }

    static String stock(String sku) {
        return STOCK + "/" + sku;
    }
}
