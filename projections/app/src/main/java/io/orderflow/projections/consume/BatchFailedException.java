package io.orderflow.projections.consume;

import java.sql.SQLException;

/** The database did not take a batch; the membership in the group goes on, and the batch is read again. */
final class BatchFailedException extends Exception {
    BatchFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
