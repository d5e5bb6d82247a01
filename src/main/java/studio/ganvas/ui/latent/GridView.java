package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.latent.GridCell;
import studio.ganvas.engine.latent.GridRequest;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LatentSource;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.StyleGrid;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;

/** The paper's figure of style mixing: rows with the styles of columns, on the screen and as files. */
final class GridView extends VBox {
    private static final double SMALLEST = 40;
    private static final double GAP = 4;

    private final LatentModel model;
    private final Chooser chooser;
    private final Consumer<LatentState> chosen;
    private final TextField rows = field("latent-grid-rows", "85, 100, 75, 458", 14);
    private final TextField columns = field("latent-grid-columns", "55, 821, 1789, 293", 14);
    private final TextField styles = field("latent-grid-styles", "0-3", 6);
    private final Label trouble = Nodes.label("latent-grid-trouble", "field-message");
    private final GridPane pictures = new GridPane(GAP, GAP);
    private final ScrollPane scroll = new ScrollPane(pictures);
    private final HBox groups = new HBox(2);
    private final JobRow job;
    private CompletableFuture<StyleGrid> working = CompletableFuture.completedFuture(null);
    private Optional<GridRequest> made = Optional.empty();
    private int stamp;

    /** @param chosen gets the state of a picture that was clicked */
    GridView(LatentModel model, Jobs jobs, Chooser chooser, Consumer<LatentState> chosen) {
        super(8);
        this.model = model;
        this.chooser = chooser;
        this.chosen = chosen;
        job = new JobRow("latent-grid-job", jobs);
        setId("latent-grid");
        setMinSize(0, 0);
        Button make = Nodes.dress(new Button(), "latent-grid-make", "fth-grid", "latent.grid.make");
        make.getStyleClass().addAll("accent", "small");
        make.setOnAction(event -> make());
        Button export = Nodes.dress(new Button(), "latent-grid-export", "fth-download", "latent.grid.export");
        export.getStyleClass().add("small");
        export.setOnAction(event -> chooser.folder("latent.grid.export")
                .map(it -> it.resolve("style-mixing"))
                .ifPresent(this::export));
        FlowPane bar = new FlowPane(
                12,
                8,
                labelled("latent.grid.rows", rows),
                labelled("latent.grid.columns", columns),
                labelled("latent.grid.styles", styles),
                groups,
                make,
                export);
        bar.setRowValignment(javafx.geometry.VPos.CENTER);
        for (TextField each : List.of(rows, columns, styles)) {
            each.setOnAction(event -> make());
        }
        groups.setAlignment(Pos.CENTER_LEFT);
        pictures.setAlignment(Pos.CENTER);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("grid-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.viewportBoundsProperty().subscribe(this::fit);
        trouble.setWrapText(true);
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        getChildren().addAll(bar, trouble, scroll, job);
        model.factsProperty().subscribe(facts -> facts.ifPresent(this::adopt));
    }

    private static TextField field(String id, String text, int width) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setPrefColumnCount(width);
        field.getStyleClass().addAll("figures", "number-field");
        String key = id.replace('-', '.');
        field.setAccessibleText(Words.of(key));
        return Nodes.help(field, Words.of(key + ".help"));
    }

    private static HBox labelled(String key, TextField field) {
        HBox box = new HBox(6, Nodes.words(key, "text-small"), field);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void adopt(LatentFacts facts) {
        clear();
        groups.getChildren().clear();
        for (LatentFacts.Group group : facts.groups()) {
            Button button = Nodes.dress(new Button(), "latent-grid-" + group.id(), "", "latent.group." + group.id());
            button.getStyleClass().addAll("small", "flat");
            button.setOnAction(event -> {
                styles.setText(group.from() + "-" + (group.to() - 1));
                make();
            });
            groups.getChildren().add(button);
        }
    }

    private void clear() {
        stamp++;
        working.cancel(false);
        made = Optional.empty();
        pictures.getChildren().clear();
    }

    /** Comes into view: makes the grid when there is none yet. */
    void shown() {
        if (made.isEmpty() && model.factsProperty().get().isPresent()) {
            make();
        }
    }

    /** Leaves the view. */
    void hidden() {
        if (working.cancel(false)) {
            made = Optional.empty();
        }
    }

    private Optional<GridRequest> request() {
        trouble.setText("");
        try {
            int last = model.factsProperty().get().orElseThrow().rows() - 1;
            GridRequest request = new GridRequest(
                    model.stateProperty().get().orElseThrow(),
                    sources(rows),
                    sources(columns),
                    Numbers.parse(styles.getText(), last).stream()
                            .map(Long::intValue)
                            .toList());
            return Optional.of(request);
        } catch (IllegalArgumentException e) {
            trouble.setText(e.getMessage());
            return Optional.empty();
        }
    }

    private static List<LatentSource> sources(TextField field) {
        return Numbers.parse(field.getText(), LatentSource.MOST_SEED).stream()
                .<LatentSource>map(LatentSource::seed)
                .toList();
    }

    private void make() {
        if (model.stateProperty().get().isEmpty()) {
            return;
        }
        request().ifPresent(wanted -> {
            clear();
            made = Optional.of(wanted);
            int mine = stamp;
            working = model.lab().grid(wanted, cell -> model.fx().execute(() -> {
                if (mine == stamp) {
                    put(wanted, cell);
                }
            }));
            Later.take(working, model.fx(), whole -> {}, failure -> {
                if (mine == stamp) {
                    trouble.setText(LatentModel.words(failure));
                }
            });
        });
    }

    private void put(GridRequest request, GridCell cell) {
        ImageView view = new ImageView(PixelImages.of(cell.picture()));
        view.setPreserveRatio(true);
        view.setSmooth(true);
        Button button = new Button("", view);
        button.setId("latent-cell-" + cell.row() + "-" + cell.column());
        button.getStyleClass().addAll("flat", "grid-cell");
        boolean head = cell.row() < 0 || cell.column() < 0;
        if (head) {
            button.getStyleClass().add("grid-cell-head");
        }
        String words = cell.row() < 0
                ? SeedView.name(request.columns().get(cell.column()))
                : cell.column() < 0
                        ? SeedView.name(request.rows().get(cell.row()))
                        : Words.of(
                                "latent.grid.cell",
                                SeedView.name(request.rows().get(cell.row())),
                                SeedView.name(request.columns().get(cell.column())));
        Nodes.help(button, words);
        button.setAccessibleText(words);
        button.setOnAction(event -> chosen.accept(request.at(cell.row(), cell.column())));
        pictures.add(button, cell.column() + 1, cell.row() + 1);
        fit();
    }

    private void fit() {
        made.ifPresent(request -> {
            double across =
                    scroll.getViewportBounds().getWidth() / (request.columns().size() + 1.0) - GAP - 6;
            double down =
                    scroll.getViewportBounds().getHeight() / (request.rows().size() + 1.0) - GAP - 6;
            double edge = Math.max(SMALLEST, Math.floor(Math.min(across, down)));
            pictures.getChildren().forEach(node -> {
                if (node instanceof Button button && button.getGraphic() instanceof ImageView view) {
                    view.setFitWidth(edge);
                    view.setFitHeight(edge);
                }
            });
        });
    }

    /** Writes all pictures and the grid into a folder. */
    void export(Path folder) {
        if (!job.busy()) {
            request()
                    .ifPresent(wanted -> job.watch(
                            model.lab().exportGrid(wanted, folder),
                            written -> Words.of("latent.grid.exported", written.getFileName())));
        }
    }
}
