package io.orderflow.command.domain;

import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a new order has to fulfil: limits, one currency, and a total that is exact. */
final class OrderPlacement {
    private static final Pattern CHANNEL_FORM = Pattern
        .compile("[a-z0-9][a-z0-9_-]{0," + (Limits.CHANNEL_LENGTH_MAX - 1) + "}");

    private OrderPlacement() {}

    static Decision decide(PlaceOrder command) {
        List<Violation> currencies = foreignCurrencies(command);
        if (!currencies.isEmpty()) {
            return Decision.refuse(new Refusal.CurrencyMismatch(command.shipping().currency(), currencies));
        }
        List<Violation> violations = violations(command);
        if (!violations.isEmpty()) {
            return Decision.refuse(new Refusal.Invalid(violations));
        }
        return total(command);
    }

    private static Decision total(PlaceOrder command) {
        try {
            Money total = command.shipping();
            for (OrderLine line : command.lines()) {
                total = total.plus(line.total());
            }
            total = total.minus(command.discount());
            return total.isNegative()
                    ? invalid("/discount", "is at most the sum of lines and shipping")
                    : Decision.accept(placed(command, total));
        } catch (ArithmeticException _) {
            return invalid("/lines", "sum up to more than a total can hold");
        }
    }

    private static OrderPlaced placed(PlaceOrder command, Money total) {
        return new OrderPlaced(command.orderId(), command.customerId(), command.channel(), command.lines(),
                command.shipping(), command.discount(), total, command.at());
    }

    private static List<Violation> foreignCurrencies(PlaceOrder command) {
        String currency = command.shipping().currency();
        List<Violation> found = new ArrayList<>();
        if (!command.discount().currency().equals(currency)) {
            found.add(new Violation("/discount/currency", "is " + currency));
        }
        for (int i = 0; i < command.lines().size(); i++) {
            if (!command.lines().get(i).unitPrice().currency().equals(currency)) {
                found.add(new Violation("/lines/" + i + "/unitPrice/currency", "is " + currency));
            }
        }
        return found;
    }

    private static List<Violation> violations(PlaceOrder command) {
        List<Violation> found = new ArrayList<>();
        if (!CHANNEL_FORM.matcher(command.channel()).matches()) {
            found.add(new Violation("/channel", "has 1 to " + Limits.CHANNEL_LENGTH_MAX
                    + " lower-case letters, digits, '-' or '_', and starts with a letter or digit"));
        }
        found.addAll(notNegative("/shipping/amountMinor", command.shipping()));
        found.addAll(notNegative("/discount/amountMinor", command.discount()));
        int lines = command.lines().size();
        if (lines < 1 || lines > Limits.ORDER_LINES_MAX) {
            found.add(new Violation("/lines", "has 1 to " + Limits.ORDER_LINES_MAX + " lines, not " + lines));
            return found;
        }
        found.addAll(lineViolations(command.lines()));
        return found;
    }

    private static List<Violation> lineViolations(List<OrderLine> lines) {
        List<Violation> found = new ArrayList<>();
        Set<Sku> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            String pointer = "/lines/" + i;
            if (line.number() != i + 1) {
                found.add(new Violation(pointer + "/number", "is " + (i + 1) + ": lines are numbered in order"));
            }
            if (!seen.add(line.sku())) {
                found.add(new Violation(pointer + "/sku", "stands in an earlier line"));
            }
            found.addAll(Limits.range(pointer + "/quantity", line.quantity(), 1, Limits.LINE_QUANTITY_MAX));
            found.addAll(notNegative(pointer + "/unitPrice/amountMinor", line.unitPrice()));
        }
        return found;
    }

    private static List<Violation> notNegative(String pointer, Money amount) {
        return amount.isNegative() ? List.of(new Violation(pointer, "is 0 or more")) : List.of();
    }

    private static Decision invalid(String pointer, String detail) {
        return Decision.refuse(new Refusal.Invalid(List.of(new Violation(pointer, detail))));
    }
}
