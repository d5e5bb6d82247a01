package studio.ganvas.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Enough of Markdown for the cards of models: headings, paragraphs, lists, strong words, code and the words of links. */
public final class Markdown {
    private static final Pattern INLINE =
            Pattern.compile("\\*\\*(?<strong>.+?)\\*\\*|`(?<code>[^`]+)`|\\[(?<link>[^\\]]+)\\]\\([^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*)");
    private static final Pattern ITEM = Pattern.compile("[-*]\\s+(.*)");

    private final List<Node> blocks = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private boolean item;

    private Markdown() {}

    /** The text as nodes one below the other; what is not known is shown as it stands. */
    public static VBox of(String text) {
        Markdown reader = new Markdown();
        text.lines().forEach(reader::line);
        reader.end();
        VBox all = new VBox(10, reader.blocks.toArray(Node[]::new));
        all.getStyleClass().add("markdown");
        return all;
    }

    private void line(String raw) {
        String line = raw.strip();
        Matcher heading = HEADING.matcher(line);
        Matcher begun = ITEM.matcher(line);
        if (line.isEmpty()) {
            end();
        } else if (heading.matches()) {
            end();
            blocks.add(heading(heading.group(1).length(), heading.group(2)));
        } else if (begun.matches()) {
            end();
            item = true;
            open.append(begun.group(1));
        } else {
            open.append(open.isEmpty() ? "" : " ").append(line);
        }
    }

    private void end() {
        if (!open.isEmpty()) {
            TextFlow flow = flow(open.toString());
            blocks.add(item ? bulleted(flow) : flow);
        }
        open.setLength(0);
        item = false;
    }

    private static Label heading(int level, String words) {
        Label label = Nodes.label("", level == 1 ? "title-3" : "title-4");
        label.setText(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox bulleted(TextFlow flow) {
        Label dot = Nodes.label("", "text-muted");
        dot.setText("•");
        dot.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(flow, Priority.ALWAYS);
        return new HBox(8, dot, flow);
    }

    private static TextFlow flow(String words) {
        TextFlow flow = new TextFlow();
        flow.setMinWidth(0);
        Matcher found = INLINE.matcher(words);
        int from = 0;
        while (found.find()) {
            add(flow, words.substring(from, found.start()), "markdown-plain");
            if (found.group("strong") != null) {
                add(flow, found.group("strong"), "markdown-strong");
            } else if (found.group("code") != null) {
                add(flow, found.group("code"), "markdown-code");
            } else {
                add(flow, found.group("link"), "markdown-plain");
            }
            from = found.end();
        }
        add(flow, words.substring(from), "markdown-plain");
        return flow;
    }

    private static void add(TextFlow flow, String words, String style) {
        if (!words.isEmpty()) {
            Text text = new Text(words);
            text.getStyleClass().addAll("markdown-text", style);
            flow.getChildren().add(text);
        }
    }
}
