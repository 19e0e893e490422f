package io.orderflow.observability.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderflow.observability.Saturation;
import java.io.File;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Processor, heap after collection, time in collection and disk. */
public final class ProcessSaturation implements MeterBinder {
    private final List<MemoryPoolMXBean> heapPools = ManagementFactory.getMemoryPoolMXBeans()
        .stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .toList();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private long collectedMillis;
    private long readNanos = System.nanoTime();
    private double collectionShare;

    @Override
    public void bindTo(MeterRegistry meters) {
        Saturation.register(meters, "cpu", ProcessSaturation::processorUse);
        Saturation.register(meters, "heap_after_gc", this::heapAfterCollection);
        Saturation.register(meters, "gc_time", this::collectionTimeShare);
        Saturation.register(meters, "disk", ProcessSaturation::diskUse);
    }

    /** Share of the machine's processors that this process used lately. */
    private static double processorUse() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            return ((Number) beans.getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuLoad"))
                .doubleValue();
        } catch (javax.management.JMException notOffered) {
            return 0;
        }
    }

    private double heapAfterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : heapPools) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            used += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        return (double) used / Runtime.getRuntime().maxMemory();
    }

    /** Since the reading before, but never over less than a second. */
    private synchronized double collectionTimeShare() {
        long now = System.nanoTime();
        double elapsedMillis = (now - readNanos) / 1e6;
        if (elapsedMillis >= 1_000) {
            long total = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
            collectionShare = (total - collectedMillis) / elapsedMillis;
            collectedMillis = total;
            readNanos = now;
        }
        return collectionShare;
    }

    private static double diskUse() {
        File here = new File(".");
        long total = here.getTotalSpace();
        return total == 0 ? 0 : 1 - (double) here.getUsableSpace() / total;
    }
}
