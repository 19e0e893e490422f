package io.orderflow.benchmarks.harness;

import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.NpmPeers;

/** What the measures of one run share. */
public record Bench(Cluster cluster, Broker broker, NpmPeers peers, Effort effort, Progress progress) {}
