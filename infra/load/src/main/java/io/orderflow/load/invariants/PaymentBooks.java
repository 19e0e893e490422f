package io.orderflow.load.invariants;

import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.PaymentEvent.PaymentAuthorised;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentDeclined;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentEvent.PaymentTimedOut;
import io.orderflow.contract.PaymentEvent.PaymentVoided;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I5: captured is at most what was authorised, refunded at most what was captured. */
final class PaymentBooks implements Invariant {
    private record Book(long authorised, long captured, long refunded) {
        Book enter(PaymentEvent event) {
            return switch (event) {
                case PaymentAuthorised it -> new Book(authorised + it.amount().amountMinor(), captured, refunded);
                case PaymentCaptured it -> new Book(authorised, captured + it.amount().amountMinor(), refunded);
                case PaymentRefunded it -> new Book(authorised, captured, refunded + it.amount().amountMinor());
                case PaymentVoided it -> new Book(authorised - it.amount().amountMinor(), captured, refunded);
                case PaymentDeclined _,PaymentTimedOut _ -> this;
            };
        }

        boolean isSound() {
            return captured <= authorised && refunded <= captured;
        }
    }

    private final Map<String, Book> books = new HashMap<>();
    private final Offenders offenders = new Offenders();

    @Override
    public void observe(LoggedEvent logged) {
        if (logged.event() instanceof PaymentEvent event) {
            String payment = event.paymentId().value();
            Book book = books.getOrDefault(payment, new Book(0, 0, 0)).enter(event);
            books.put(payment, book);
            if (!book.isSound()) {
                offenders.add("position " + logged.position() + ": payment " + payment + " has " + book);
            }
        }
    }

    @Override
    public List<Finding> findings() {
        return List.of(offenders.finding("I5", "captured <= authorised, refunded <= captured",
                books.size() + " payments"));
    }
}
