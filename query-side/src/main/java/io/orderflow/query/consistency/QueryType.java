package io.orderflow.query.consistency;

import io.orderflow.readmodel.ReadModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every query, with the read model that answers it; those without one are answered by the store itself. */
public enum QueryType {
    SEARCH_ORDERS("SearchOrders", ReadModel.ORDER_SEARCH), //
    SHOW_ORDER("ShowOrder", ReadModel.ORDER_DETAIL), //
    SHOW_PAYMENT("ShowPayment", ReadModel.ORDER_DETAIL), //
    LIST_ORDER_EVENTS("ListOrderEvents", null), //
    FOLLOW_ORDER("FollowOrder", null), //
    SHOW_JOURNEY("ShowJourney", null), //
    LIST_PRODUCTS("ListProducts", null), //
    SHOW_PRODUCT("ShowProduct", null), //
    LIST_STOCK("ListStock", ReadModel.STOCK_LEVELS), //
    SHOW_STOCK("ShowStock", ReadModel.STOCK_LEVELS);

    private final String typeName;
    private final Optional<ReadModel> readModel;

    QueryType(String typeName, @Nullable ReadModel readModel) {
        this.typeName = typeName;
        this.readModel = Optional.ofNullable(readModel);
    }

    /** The name in spans and in the tag {@code query}. */
    public String typeName() {
        return typeName;
    }

    Optional<ReadModel> readModel() {
        return readModel;
    }
}
