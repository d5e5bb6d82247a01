package studio.ganvas.data.doctor;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.data.DatasetStatistics;

/**
 * What a {@link Checkup} came to.
 *
 * @param findings in the order of their kinds, then of the dataset
 * @param notes what could not be judged, and why
 * @param statistics sizes, formats, channels and unreadable files
 */
public record Diagnosis(List<Finding> findings, List<String> notes, DatasetStatistics statistics) {
    public Diagnosis {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** How many findings there are of each kind that has any. */
    public Map<FaultKind, Integer> counts() {
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        return counts;
    }
}
