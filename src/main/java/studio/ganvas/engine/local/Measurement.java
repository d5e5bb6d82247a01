package studio.ganvas.engine.local;

import java.util.List;
import java.util.Map;
import studio.ganvas.engine.metric.MetricKind;

/** What one request measures: its parts, and what they found when all are done. On the compute thread. */
interface Measurement extends AutoCloseable {
    List<Phase> phases();

    /** By kind, in the order of the request. */
    Map<MetricKind, Map<String, Double>> results();

    /** What could not be measured and why. */
    List<String> notes();

    /** Real and generated pictures that were used. */
    int real();

    int generated();

    @Override
    void close();
}
