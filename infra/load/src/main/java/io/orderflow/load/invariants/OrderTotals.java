package io.orderflow.load.invariants;

import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** I1: an order's total is the sum of its lines, plus shipping, minus discount, exact in minor units. */
final class OrderTotals implements Invariant {
    private final Offenders offenders = new Offenders();
    private final Map<String, Long> minorUnitsByCurrency = new TreeMap<>();
    private long orders;

    @Override
    public void observe(LoggedEvent logged) {
        if (logged.event() instanceof OrderPlaced placed) {
            orders++;
            minorUnitsByCurrency.merge(placed.total().currency(), placed.total().amountMinor(), Math::addExact);
            check(logged.position(), placed);
        }
    }

    private void check(long position, OrderPlaced placed) {
        try {
            Money sum = sum(placed);
            if (!sum.equals(placed.total())) {
                offenders.add("position " + position + ": order " + placed.orderId() + " says " + placed.total()
                        + ", its parts make " + sum);
            }
        } catch (IllegalArgumentException | ArithmeticException failure) {
            offenders.add("position " + position + ": order " + placed.orderId() + ": " + failure.getMessage());
        }
    }

    private static Money sum(OrderPlaced placed) {
        Money sum = placed.shipping().minus(placed.discount());
        for (OrderLine line : placed.lines()) {
            sum = sum.plus(line.total());
        }
        return sum;
    }

    @Override
    public List<Finding> findings() {
        return List.of(offenders.finding("I1", "an order's total is the sum of its parts",
                orders + " orders, minor units " + minorUnitsByCurrency));
    }
}
