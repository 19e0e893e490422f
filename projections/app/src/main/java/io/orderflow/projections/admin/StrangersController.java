package io.orderflow.projections.admin;

import io.orderflow.projections.admin.StrangerQuery.StrangerView;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records of the topic that are not the log's and were passed over; an operator who has seen them discards them. */
@RestController
@RequestMapping("/admin/v1/strangers")
final class StrangersController {
    private static final int LIMIT_MAX = 1_000;
    private static final Logger AUDIT = LoggerFactory.getLogger("io.orderflow.audit");

    /** The answer's envelope. */
    record Strangers(List<StrangerView> items) {}

    /** How many were discarded. */
    record Discarded(int records, String reason) {}

    private final StrangerQuery query;

    StrangersController(DataSource dataSource) {
        this.query = new StrangerQuery(dataSource);
    }

    @GetMapping
    Strangers list(@RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "false") boolean discarded) throws SQLException {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Refusals.invalid("limit", "must be between 1 and " + LIMIT_MAX);
        }
        return new Strangers(query.read(discarded, limit));
    }

    @PostMapping("/discard")
    Discarded discardAll(@RequestBody Reason reason) throws SQLException {
        String text = reason.required();
        return discarded(query.discardAll(text), text);
    }

    @PostMapping("/{partition}/{kafkaOffset}/discard")
    Discarded discard(@PathVariable int partition, @PathVariable long kafkaOffset, @RequestBody Reason reason)
            throws SQLException {
        String text = reason.required();
        int records = query.discard(partition, kafkaOffset, text);
        if (records == 0) {
            throw Refusals.noStranger(partition, kafkaOffset);
        }
        return discarded(records, text);
    }

    private static Discarded discarded(int records, String reason) {
        AUDIT.atWarn().addKeyValue("reason", reason).log("Discarded {} records that are not the log's", records);
        return new Discarded(records, reason);
    }
}
