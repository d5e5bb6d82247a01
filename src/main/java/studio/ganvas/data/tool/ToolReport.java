package studio.ganvas.data.tool;

import java.nio.file.Path;
import java.util.List;
import studio.ganvas.data.Problem;

/**
 * What a tool has made.
 *
 * @param out the new file or folder
 * @param written how many pictures are in it (or labels)
 * @param leftOut pictures that could not be used, each with the reason
 */
public record ToolReport(Path out, int written, List<Problem> leftOut) {
    public ToolReport {
        leftOut = List.copyOf(leftOut);
    }
}
