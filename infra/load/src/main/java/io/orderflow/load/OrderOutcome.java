package io.orderflow.load;

import io.orderflow.load.Acknowledgements.Acknowledged;
import io.orderflow.load.openloop.Percentiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What became of the acknowledged orders.
 *
 * @param acknowledged different ids that were answered
 * @param idsAnsweredTwice answers that named an id which another request had been given
 * @param lost in the log there is no such order
 * @param waiting in the log and not at rest
 * @param unread at rest in the log and not so for who reads it
 * @param doubled second orders of one command
 * @param toRest from the acknowledgement to the event that brought the order to rest
 */
record OrderOutcome(long acknowledged, long idsAnsweredTwice, long lost, long waiting, long unread, long doubled,
        Percentiles toRest) {
    static OrderOutcome of(OrderLedger ledger, List<Acknowledged> answers) {
        Set<String> ids = new HashSet<>();
        Histogram micros = new Histogram(3);
        long lost = 0;
        long waiting = 0;
        for (Acknowledged answer : answers) {
            if (!ids.add(answer.id())) {
                continue;
            }
            OrderLedger.Fate fate = ledger.fate(answer.id());
            if (fate == null) {
                lost++;
            } else if (fate.atRestMicros() == 0) {
                waiting++;
            } else {
                micros.recordValue(Math.max(fate.atRestMicros() - answer.atMicros(), 0));
            }
        }
        long atRest = ids.size() - lost - waiting;
        long unread = Math.max(atRest - ledger.readAtRest(List.copyOf(ids)), 0);
        return new OrderOutcome(ids.size(), answers.size() - ids.size(), lost, waiting, unread, ledger.doubled(),
                Percentiles.of(micros));
    }

    boolean isComplete() {
        return lost == 0 && waiting == 0 && unread == 0;
    }
}
