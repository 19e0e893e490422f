package io.orderflow.projections.fold;

import io.orderflow.readmodel.ReadModel;
import java.util.List;
import java.util.Optional;

/**
 * Folds the streams of some kinds into the tables of one read model.
 *
 * @param tables at most one for each kind of stream; events of other streams are not of interest
 */
public record Projection(ReadModel readModel, List<StreamTable<?>> tables) {
    public Projection {
        tables = List.copyOf(tables);
    }

    public String name() {
        return readModel.projection();
    }

    /** The table for a stream of this aggregate type; empty when the projection does not look at such streams. */
    public Optional<StreamTable<?>> tableFor(String aggregateType) {
        for (StreamTable<?> table : tables) {
            if (table.kind().aggregateType().equals(aggregateType)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }
}
