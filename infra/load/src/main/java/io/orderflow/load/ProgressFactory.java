package io.orderflow.load;

/** Opens the display of one task's progress. */
interface ProgressFactory {
    Progress of(String task, long total);
}
