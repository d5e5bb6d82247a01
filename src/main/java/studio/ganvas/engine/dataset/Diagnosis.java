package studio.ganvas.engine.dataset;

import java.util.List;

/**
 * What the doctor found.
 *
 * @param notes what could not be judged, and why
 * @param pictures how many pictures were looked at
 * @param undoable how many times fixes were applied that {@link DatasetDoctor#undo} can take back
 */
public record Diagnosis(String datasetId, List<Finding> findings, List<String> notes, int pictures, int undoable) {
    public Diagnosis {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
