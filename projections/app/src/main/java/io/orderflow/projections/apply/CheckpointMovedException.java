package io.orderflow.projections.apply;

/** Another owner of the partition wrote its checkpoint: what was read before is void, read the checkpoints again. */
public final class CheckpointMovedException extends Exception {
    CheckpointMovedException(String message) {
        super(message);
    }
}
