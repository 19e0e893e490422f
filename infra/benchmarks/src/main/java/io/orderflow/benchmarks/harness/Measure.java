package io.orderflow.benchmarks.harness;

import java.util.List;

/** Something that is measured. */
public interface Measure {
    /** By which it is chosen on the command line. */
    String id();

    /** Figures that it takes in all rounds, for the progress. */
    int figures(Effort effort);

    List<Row> run(Bench bench) throws Exception;
}
