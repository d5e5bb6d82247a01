package studio.ganvas.ui.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.run.SampleFrame;
import studio.ganvas.image.Montage;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Settings;

/** Sample sheets of the run in view with a slider through their history; it follows the newest until it is moved. */
final class SamplesView extends VBox {
    private static final String ATTENTION = "training.samples.attention";

    private final RunModel model;
    private final PictureView picture = new PictureView();
    private final Slider slider = new Slider(0, 1, 0);
    private final Label step = Nodes.label("sampleStep", "figures", "text-muted");
    private final Label empty = Nodes.words("training.samples.empty", "text-muted");
    private final ToggleButton newest =
            Nodes.dress(new ToggleButton(), "sampleNewest", "fth-chevrons-right", "training.samples.newest");
    private final CheckBox attention = Nodes.dress(new CheckBox(), "sampleAttention", "", "training.samples.attention");
    private final Label columns = Nodes.eliding("sampleColumns", "text-small", "text-muted");
    private List<String> names = List.of();
    private Set<Integer> attentionColumns = Set.of();
    private Optional<SampleFrame> shown = Optional.empty();
    private final ReadOnlyDoubleWrapper shownStep = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyLongWrapper back = new ReadOnlyLongWrapper();
    private boolean moving;

    SamplesView(RunModel model, Settings settings) {
        super(4);
        this.model = model;
        attention.setSelected(settings.flag(ATTENTION, true));
        attention.setMinWidth(USE_PREF_SIZE);
        attention.setOnAction(event -> {
            settings.put(ATTENTION, attention.isSelected());
            shown = Optional.empty();
            describe();
            show();
        });
        setId("samples");
        setMinWidth(0);
        getStyleClass().add("section");
        picture.setId("samplePicture");
        empty.setWrapText(true);
        StackPane frame = new StackPane(picture, empty);
        VBox.setVgrow(frame, Priority.ALWAYS);

        slider.setId("sampleSlider");
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setAccessibleText(Words.of("training.samples.slider"));
        Nodes.help(slider, Words.of("training.samples.slider.help"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().addListener((property, was, is) -> {
            if (!moving) {
                newest.setSelected(slider.getValue() >= slider.getMax());
                show();
            }
        });
        step.setMinWidth(80);
        step.setAlignment(Pos.CENTER_RIGHT);
        newest.setSelected(true);
        newest.getStyleClass().add("small");
        newest.setMinWidth(USE_PREF_SIZE);
        newest.setOnAction(event -> {
            newest.setSelected(true);
            update();
        });
        HBox tools = new HBox(8, slider, step, attention, newest);
        tools.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(tools, columns, frame);
        update();
    }

    /** The step of the sheet in view; NaN while there is none. */
    ReadOnlyDoubleProperty shownStep() {
        return shownStep.getReadOnlyProperty();
    }

    /** How many sheets lie between the one in view and the newest. */
    ReadOnlyLongProperty back() {
        return back.getReadOnlyProperty();
    }

    /** Whether new sheets come into view by themselves. */
    boolean following() {
        return newest.isSelected();
    }

    /**
     * Another run: look at its newest sheet.
     *
     * @param pictureNames the columns of its sheets; one name alone is a grid of its pictures
     * @param attentionNames those that show attention, which can be left out
     */
    void restart(List<String> pictureNames, List<String> attentionNames) {
        names = pictureNames;
        attentionColumns = attentionNames.stream().map(pictureNames::indexOf).collect(Collectors.toSet());
        describe();
        newest.setSelected(true);
        shown = Optional.empty();
        picture.imageProperty().set(null);
        picture.fit();
        update();
    }

    private boolean cropping() {
        return !attentionColumns.isEmpty() && !attention.isSelected();
    }

    private void describe() {
        Nodes.show(attention, !attentionColumns.isEmpty());
        Nodes.show(columns, names.size() > 1);
        columns.setText(IntStream.range(0, names.size())
                .filter(i -> !cropping() || !attentionColumns.contains(i))
                .mapToObj(names::get)
                .collect(Collectors.joining(" · ")));
    }

    private Image asChosen(Image sheet) {
        return cropping()
                ? PixelImages.of(Montage.withoutColumns(
                        PixelImages.pixels(sheet), names.size(), Montage.SHEET_GAP, attentionColumns))
                : sheet;
    }

    /** Takes the list of sheets anew. */
    void update() {
        int last = Math.max(0, model.samples().size() - 1);
        moving = true;
        slider.setMax(Math.max(1, last));
        slider.setDisable(last == 0);
        if (following() || slider.getValue() > last) {
            slider.setValue(last);
        }
        moving = false;
        show();
    }

    private void show() {
        List<SampleFrame> frames = model.samples();
        empty.setVisible(frames.isEmpty());
        if (frames.isEmpty()) {
            step.setText("");
            shownStep.set(Double.NaN);
            back.set(0);
            return;
        }
        int number = (int) Math.min(frames.size() - 1, Math.round(slider.getValue()));
        SampleFrame frame = frames.get(number);
        shownStep.set(frame.step());
        back.set(following() ? 0 : frames.size() - 1 - number);
        step.setText(Words.of("training.samples.step", Formats.count(frame.step())));
        if (shown.filter(frame::equals).isPresent()) {
            return;
        }
        shown = Optional.of(frame);
        Image image = new Image(frame.file().toUri().toString(), true);
        // The old sheet stays until the new one is there, so nothing flickers.
        image.progressProperty().addListener((property, was, progress) -> {
            if (progress.doubleValue() >= 1 && shown.filter(frame::equals).isPresent()) {
                if (image.isError()) {
                    shown = Optional.empty();
                } else {
                    picture.imageProperty().set(asChosen(image));
                    picture.setAccessibleText(Words.of("training.samples.text", Formats.count(frame.step())));
                }
            }
        });
    }
}
