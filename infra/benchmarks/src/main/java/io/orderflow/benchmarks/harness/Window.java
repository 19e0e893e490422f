package io.orderflow.benchmarks.harness;

import java.time.Duration;

/**
 * How long a side is under load for one figure.
 *
 * @param warmUp not counted
 * @param measured counted
 */
public record Window(Duration warmUp, Duration measured) {}
