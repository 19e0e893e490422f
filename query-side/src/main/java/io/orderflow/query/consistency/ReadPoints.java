package io.orderflow.query.consistency;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ReadModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One reading of the progress, worked out once for all reads that are answered by it. */
final class ReadPoints {
    private final ReadPoint ofStore;
    private final Map<ReadModel, ReadPoint> ofReadModels = new EnumMap<>(ReadModel.class);

    ReadPoints(Progress progress) {
        ofStore = ReadPoint.ofStore(progress);
        progress.projections().forEach((readModel, it) -> ofReadModels.put(readModel, ReadPoint.of(progress, it)));
    }

    /** Of the store itself when there is no read model. */
    ReadPoint of(Optional<ReadModel> readModel) {
        return readModel.map(ofReadModels::get).orElse(ofStore);
    }
}
