package io.orderflow.command.catalogue;

import io.orderflow.contract.Money;
import io.orderflow.contract.Sku;

/** One entry of the price list. */
public record Product(Sku sku, String name, String productLine, String vendor, String description, Money price) {}
