package studio.ganvas.ui.latent;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.latent.LatentJob;
import studio.ganvas.engine.latent.Projection;
import studio.ganvas.engine.latent.ProjectionProgress;
import studio.ganvas.engine.latent.ProjectionRequest;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Formats;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.PictureView;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** The photo and what was found so far, side by side; before that, where to drop a photo. */
final class ProjectionView extends VBox {
    private final LatentModel model;
    private final ProjectionModel projection;
    private final PaneHost host;
    private final Chooser chooser;
    private final JobRow job;
    private final PictureView target = new PictureView();
    private final PictureView current = new PictureView();
    private final Label distance = Nodes.label("latent-project-distance", "text-small", "text-muted", "figures");
    private final TextField steps = new TextField(String.valueOf(ProjectionRequest.USUAL_STEPS));
    private final Button start =
            Nodes.dress(new Button(), "latent-project-start", "fth-crosshair", "latent.project.start");
    private final Button saveW = Nodes.dress(new Button(), "latent-project-save", "fth-save", "latent.project.save");

    /** @param open lets a photo or a w be chosen and takes it */
    ProjectionView(
            LatentModel model, ProjectionModel projection, Jobs jobs, PaneHost host, Chooser chooser, Runnable open) {
        super(8);
        this.model = model;
        this.projection = projection;
        this.host = host;
        this.chooser = chooser;
        job = new JobRow("latent-project-job", jobs);
        setId("latent-projection");
        setMinSize(0, 0);
        Node pair = pair();
        Node welcome = welcome(open);
        StackPane place = new StackPane(pair, welcome);
        place.setMinSize(0, 0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(bar(open), place, job);
        projection.photoProperty().subscribe(now -> {
            Nodes.show(welcome, now.isEmpty());
            Nodes.show(pair, now.isPresent());
            now.ifPresent(photo -> target.imageProperty().set(PixelImages.of(photo.pixels())));
            current.imageProperty().set(null);
            distance.setText("");
            enable();
        });
        projection.progressProperty().subscribe(now -> now.ifPresent(this::show));
        projection.resultProperty().subscribe(now -> now.ifPresent(this::show));
        model.stateProperty().subscribe(this::enable);
    }

    private void enable() {
        boolean ready = projection.photoProperty().get().isPresent()
                && model.stateProperty().get().isPresent();
        start.setDisable(!ready || job.busy());
        saveW.setDisable(model.stateProperty().get().isEmpty());
    }

    private Node bar(Runnable open) {
        Button photo = Nodes.dress(new Button(), "latent-project-open", "fth-image", "latent.project.open");
        photo.setOnAction(event -> open.run());
        HBox spaces = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (ProjectionRequest.Space space : ProjectionRequest.Space.values()) {
            ToggleButton button =
                    Nodes.dress(new ToggleButton(), "latent-project-" + space, "", "latent.project." + space);
            button.setToggleGroup(group);
            button.getStyleClass().addAll("small", space.ordinal() == 0 ? "left-pill" : "right-pill");
            button.setOnAction(event -> {
                button.setSelected(true);
                projection.spaceProperty().set(space);
            });
            projection.spaceProperty().subscribe(now -> button.setSelected(now == space));
            spaces.getChildren().add(button);
        }
        model.styled().subscribe(styled -> Nodes.show(spaces, styled));
        steps.setId("latent-project-steps");
        steps.setPrefColumnCount(5);
        steps.getStyleClass().addAll("figures", "number-field");
        steps.setAccessibleText(Words.of("latent.project.steps"));
        Nodes.help(steps, Words.of("latent.project.steps.help"));
        HBox counted = new HBox(6, Nodes.words("latent.project.steps", "text-small"), steps);
        counted.setAlignment(Pos.CENTER_LEFT);
        Button features = Nodes.dress(new Button(), "latent-project-features", "fth-eye", "latent.project.features");
        features.setOnAction(event ->
                projection.featuresProperty().set(chooser.open("latent.project.features", "pt", "pth", "ts", "jit")));
        projection
                .featuresProperty()
                .subscribe(now -> features.setText(
                        now.map(file -> file.getFileName().toString()).orElse(Words.of("latent.project.features"))));
        start.setOnAction(event -> start());
        saveW.setOnAction(event -> chooser.save("latent.project.save", "projected_w", "npz")
                .ifPresent(file -> model.saveW(
                        file,
                        saved -> host.notify(Notice.success(
                                Words.of("latent.saved", saved.getFileName()), Words.of("latent.project.saved"))))));
        start.getStyleClass().add("accent");
        for (Button each : new Button[] {photo, features, start, saveW}) {
            each.getStyleClass().add("small");
        }
        FlowPane bar = new FlowPane(8, 8, photo, spaces, counted, features, start, saveW);
        bar.setRowValignment(javafx.geometry.VPos.CENTER);
        return bar;
    }

    private Node pair() {
        target.setId("latent-project-target");
        current.setId("latent-project-current");
        target.setAccessibleText(Words.of("latent.project.target"));
        current.setAccessibleText(Words.of("latent.project.current"));
        VBox left = new VBox(4, target, Nodes.words("latent.project.target", "text-small", "text-muted"));
        VBox right = new VBox(
                4, current, new HBox(8, Nodes.words("latent.project.current", "text-small", "text-muted"), distance));
        for (PictureView view : new PictureView[] {target, current}) {
            VBox.setVgrow(view, Priority.ALWAYS);
        }
        HBox pair = new HBox(12, left, right);
        for (VBox side : new VBox[] {left, right}) {
            HBox.setHgrow(side, Priority.ALWAYS);
            side.setPrefWidth(100);
            side.setMinWidth(0);
        }
        pair.setMinSize(0, 0);
        return pair;
    }

    private static Node welcome(Runnable open) {
        FontIcon icon = Nodes.icon("fth-crosshair");
        icon.setIconSize(40);
        Label words = Nodes.words("latent.project.welcome.text", "text-muted");
        words.setWrapText(true);
        words.setMaxWidth(440);
        words.setMinHeight(USE_PREF_SIZE);
        Button photo = Nodes.dress(new Button(), "latent-project-first", "fth-folder", "latent.project.open");
        photo.getStyleClass().add("accent");
        photo.setOnAction(event -> open.run());
        VBox box = new VBox(12, icon, Nodes.words("latent.project.welcome", "title-4"), words, photo);
        box.getStyleClass().add("welcome");
        return box;
    }

    private void start() {
        if (job.busy()) {
            return;
        }
        try {
            LatentJob<Projection> begun =
                    projection.start(Integer.parseInt(steps.getText().trim()));
            job.watch(
                    begun,
                    found -> {
                        projection.found(found);
                        enable();
                        return Words.of("latent.project.found");
                    },
                    failure -> enable());
            enable();
        } catch (NumberFormatException e) {
            model.say(Words.of("latent.project.steps.wrong"));
        } catch (IllegalArgumentException e) {
            model.say(e.getMessage());
        }
    }

    private void show(ProjectionProgress now) {
        put(target, now.target());
        put(current, now.picture());
        distance.setText(Words.of(
                "latent.project.distance",
                String.valueOf(now.step()),
                String.valueOf(now.steps()),
                Formats.figure(now.distance())));
    }

    private void show(Projection found) {
        put(target, found.target());
        put(current, found.picture());
        distance.setText(Words.of("latent.project.distance.end", Formats.figure(found.distance())));
    }

    private static void put(PictureView view, Pixels pixels) {
        view.imageProperty().set(PixelImages.of(pixels));
    }

    /** Ends the search. */
    void cancel() {
        job.cancel();
    }
}
