package studio.ganvas.engine.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import studio.ganvas.data.WholeFile;
import studio.ganvas.engine.dataset.Diagnosis;
import studio.ganvas.engine.dataset.Finding;

/** The doctor's findings as a table or as JSON. */
final class DiagnosisFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DiagnosisFile() {}

    static void write(Diagnosis diagnosis, Path file) throws IOException {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        WholeFile.write(file, (json ? json(diagnosis) : csv(diagnosis)).getBytes(StandardCharsets.UTF_8));
    }

    static String json(Diagnosis diagnosis) {
        ObjectNode root = JSON.createObjectNode();
        root.put("dataset", diagnosis.datasetId()).put("pictures", diagnosis.pictures());
        ArrayNode findings = root.putArray("findings");
        for (Finding finding : diagnosis.findings()) {
            ObjectNode node = findings.addObject();
            node.put("kind", kind(finding)).put("name", finding.name()).put("words", finding.words());
            ArrayNode fixes = node.putArray("fixes");
            finding.fixes().forEach(fix -> fixes.add(way(fix)));
        }
        ArrayNode notes = root.putArray("notes");
        diagnosis.notes().forEach(notes::add);
        return root.toPrettyString();
    }

    /** RFC 4180, with a header line. */
    static String csv(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .map(finding -> line(List.of(
                        kind(finding),
                        finding.name(),
                        finding.words(),
                        finding.fixes().stream().map(DiagnosisFile::way).collect(Collectors.joining(" ")))))
                .collect(Collectors.joining("", "kind,name,words,fixes\r\n", ""));
    }

    private static String kind(Finding finding) {
        return word(finding.kind());
    }

    private static String way(Finding.Fix fix) {
        return word(fix.way());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String line(List<String> values) {
        return values.stream().map(DiagnosisFile::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A name that begins like a formula must not become one in a spreadsheet. */
    private static String quoted(String value) {
        String safe = value.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
