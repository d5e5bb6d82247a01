package studio.ganvas.ui.latent;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.latent.Dropped;
import studio.ganvas.engine.latent.FilmRequest;
import studio.ganvas.engine.latent.LatentState;
import studio.ganvas.engine.latent.Timeline;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.Nodes;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** The timeline: keyframes, playing and scrubbing, and the film as a file. */
final class FilmView extends VBox {
    private static final int FRAMES_A_SECOND = 30;

    private final LatentModel model;
    private final FilmModel film;
    private final Thumbnails thumbnails;
    private final PaneHost host;
    private final Chooser chooser;
    private final Runnable look;
    private final JobRow job;
    private final Label time = Nodes.label("latent-film-time", "figures", "text-muted");
    private final MenuButton export = new MenuButton(Words.of("latent.film.export"), Nodes.icon("fth-film"));
    private final AnimationTimer clock = new AnimationTimer() {
        private long last;

        @Override
        public void start() {
            last = 0;
            super.start();
        }

        @Override
        public void handle(long now) {
            double by = last == 0 ? 0 : (now - last) / 1e9;
            last = now;
            film.advance(by);
            scrub();
        }
    };

    /** @param look brings the picture into view */
    FilmView(
            LatentModel model,
            FilmModel film,
            Thumbnails thumbnails,
            PaneHost host,
            Jobs jobs,
            Chooser chooser,
            Runnable look) {
        super(4);
        this.model = model;
        this.film = film;
        this.thumbnails = thumbnails;
        this.host = host;
        this.chooser = chooser;
        this.look = look;
        job = new JobRow("latent-film-job", jobs);
        setId("latent-film");
        getStyleClass().add("film-view");
        Track track = new Track(film, this::choose, this::scrub);
        KeyframeEditor editor = new KeyframeEditor(film, this::update, this::remove);
        getChildren().addAll(head(), track, editor, job);
        film.shots().addListener((ListChangeListener<Shot>) change -> tell());
        film.positionProperty().subscribe(this::tell);
        film.loopProperty().subscribe(this::tell);
        film.shots().addListener((ListChangeListener<Shot>)
                change -> Nodes.show(track, !film.shots().isEmpty()));
        Nodes.show(track, false);
        film.playingProperty().subscribe(plays -> {
            if (plays) {
                look.run();
                clock.start();
            } else {
                clock.stop();
            }
        });
        tell();
    }

    private HBox head() {
        Button add = Nodes.dress(new Button(), "latent-film-add", "fth-plus", "latent.film.add");
        add.setOnAction(event -> add());
        Button play = Nodes.dressIcon(new Button(), "latent-film-play", "fth-play", "latent.film.play");
        FontIcon sign = Nodes.icon("fth-play");
        play.setGraphic(sign);
        play.setOnAction(event -> film.play());
        film.playingProperty().subscribe(plays -> sign.setIconLiteral(plays ? "fth-pause" : "fth-play"));
        time.setMinWidth(96);
        ComboBox<Timeline.Path> path = new ComboBox<>();
        path.setId("latent-film-path");
        path.getItems().setAll(Timeline.Path.values());
        path.setConverter(words("latent.film.path."));
        path.valueProperty().bindBidirectional(film.pathProperty());
        path.setAccessibleText(Words.of("latent.film.path"));
        path.setMinWidth(72);
        // without a mapping there is one good way, that on the sphere
        model.styled().subscribe(styled -> Nodes.show(path, styled));
        Nodes.help(path, Words.of("latent.film.path.help"));
        ToggleButton loop = Nodes.dress(new ToggleButton(), "latent-film-loop", "fth-repeat", "latent.film.loop");
        loop.selectedProperty().bindBidirectional(film.loopProperty());
        Button open = Nodes.dressIcon(new Button(), "latent-film-open", "fth-folder", "latent.film.open");
        open.setOnAction(event -> chooser.open("latent.film.open", "json").ifPresent(this::open));
        Button save = Nodes.dressIcon(new Button(), "latent-film-save", "fth-save", "latent.film.save");
        save.setOnAction(
                event -> chooser.save("latent.film.save", "film", "json").ifPresent(this::save));
        export.setId("latent-film-export");
        export.setAccessibleText(Words.of("latent.film.export"));
        Nodes.help(export, Words.of("latent.film.export.help"));
        for (FilmRequest.Format format : FilmRequest.Format.values()) {
            MenuItem item = new MenuItem(Words.of("latent.film.export." + format));
            item.setId("latent-film-" + format);
            item.setOnAction(event -> target(format).ifPresent(file -> export(format, file)));
            export.getItems().add(item);
        }
        for (Control each : new Control[] {add, loop, export}) {
            each.getStyleClass().add("small");
            each.setMinWidth(USE_PREF_SIZE);
        }
        film.shots().addListener((ListChangeListener<Shot>) change -> enable(play, save));
        enable(play, save);
        HBox head = new HBox(6, add, play, time, path, loop, Nodes.spring(), open, save, export);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void enable(Button play, Button save) {
        int frames = film.shots().size();
        play.setDisable(frames < 2);
        save.setDisable(frames == 0);
        export.setDisable(frames < 2);
    }

    static <T extends Enum<T>> StringConverter<T> words(String prefix) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : Words.of(prefix + value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        };
    }

    /** Puts the picture in view on the timeline. */
    void add() {
        model.stateProperty().get().ifPresent(now -> add(now, picture(now)));
    }

    void add(LatentState state, Optional<Pixels> thumbnail) {
        if (film.add(state, thumbnail)) {
            thumbnails.fill(film);
        } else {
            model.say(Words.of("latent.film.othermodel"));
        }
    }

    private Optional<Pixels> picture(LatentState state) {
        return model.whole().filter(it -> it.state().equals(state)).map(it -> it.picture());
    }

    private void choose(int index) {
        film.playingProperty().set(false);
        film.selectedProperty().set(index);
        film.positionProperty().set(film.begin(index));
        look.run();
        model.go(film.shots().get(index).frame().state());
    }

    private void update(int index) {
        model.stateProperty().get().ifPresent(now -> {
            film.change(index, film.shots().get(index).of(now, picture(now)));
            thumbnails.fill(film);
        });
    }

    private void remove(int index) {
        Shot gone = film.shots().get(index);
        film.remove(index);
        host.notify(Notice.information(Words.of("latent.film.removed"), Words.of("latent.film.removed.text"))
                .onClick(() -> film.shots().add(Math.min(index, film.shots().size()), gone)));
    }

    private void scrub() {
        look.run();
        film.timeline()
                .ifPresent(now -> model.scrub(now, film.positionProperty().get()));
    }

    private void tell() {
        time.setText(String.format(
                Locale.ROOT, "%.1f / %.1f s", film.positionProperty().get(), film.seconds()));
    }

    private Optional<Path> target(FilmRequest.Format format) {
        return format == FilmRequest.Format.PNG
                ? chooser.folder("latent.film.folder").map(folder -> folder.resolve("film"))
                : chooser.save("latent.film.export", "film", format.name().toLowerCase(Locale.ROOT));
    }

    /** Writes the film; one at a time. */
    void export(FilmRequest.Format format, Path file) {
        if (!job.busy()) {
            film.timeline()
                    .ifPresent(now -> job.watch(
                            model.lab().film(new FilmRequest(now, FRAMES_A_SECOND, format, file)),
                            written -> Words.of("latent.film.exported", written.getFileName())));
        }
    }

    private void save(Path file) {
        film.timeline()
                .ifPresent(now -> Later.take(
                        model.lab().files().save(file, now),
                        saved -> host.notify(Notice.success(
                                Words.of("latent.saved", saved.getFileName()), Words.of("latent.film.saved.text"))),
                        model::say));
    }

    private void open(Path file) {
        Consumer<Dropped> take = dropped -> {
            if (dropped instanceof Dropped.Film kept) {
                open(kept.timeline());
            } else {
                model.say(Words.of("latent.film.nofilm", file.getFileName()));
            }
        };
        Later.take(model.lab().files().open(file), take, model::say);
    }

    /** Opens a film that was kept. */
    void open(Timeline kept) {
        film.load(kept);
        thumbnails.fill(film);
        choose(0);
    }

    void stop() {
        film.playingProperty().set(false);
    }
}
