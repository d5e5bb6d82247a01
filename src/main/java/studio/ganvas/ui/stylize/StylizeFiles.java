package studio.ganvas.ui.stylize;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import studio.ganvas.engine.model.ModelEntry;
import studio.ganvas.engine.stylize.Photo;
import studio.ganvas.image.Pixels;
import studio.ganvas.ui.control.PixelImages;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** The ways of pictures into the pane and out of it: files and the clipboard. */
final class StylizeFiles implements AttentionView.Saving {
    private static final String FOLDER = "stylize.folder";

    private final StylizeModel model;
    private final AttentionModel attention;
    private final PaneHost host;
    private final Consumer<Path> drop;
    private final Predicate<Path> accepts;

    /** @param drop takes a file that was chosen or pasted, of those that {@code accepts} says yes to */
    StylizeFiles(
            StylizeModel model, AttentionModel attention, PaneHost host, Consumer<Path> drop, Predicate<Path> accepts) {
        this.model = model;
        this.attention = attention;
        this.host = host;
        this.drop = drop;
        this.accepts = accepts;
    }

    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        Optional<Path> file =
                clipboard.getFiles().stream().map(File::toPath).filter(accepts).findFirst();
        if (file.isPresent()) {
            drop.accept(file.get());
        } else if (clipboard.hasImage() && clipboard.getImage() != null) {
            model.use(Photo.pasted(PixelImages.pixels(clipboard.getImage())));
        } else {
            host.notify(Notice.information(Words.of("stylize.paste.none"), Words.of("stylize.paste.none.text")));
        }
    }

    void copy() {
        model.mixedProperty().get().ifPresent(pixels -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(PixelImages.of(pixels));
            Clipboard.getSystemClipboard().setContent(content);
            host.notify(Notice.success(Words.of("stylize.copied"), Words.of("stylize.copied.text")));
        });
    }

    void choosePhoto() {
        chosen(chooser("stylize.open").showOpenDialog(host.window())).ifPresent(drop);
    }

    void chooseModel() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of("stylize.model.add"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                Words.of("stylize.model.files"), "*.safetensors", "*.pth", "*.pt", "*.ckpt"),
                        new FileChooser.ExtensionFilter(Words.of("stylize.files.all"), "*.*"));
        chosen(chooser.showOpenDialog(host.window())).ifPresent(model::addModel);
    }

    void chooseSave() {
        choosePng("stylize.save", suggestedName("")).ifPresent(this::save);
    }

    /** Writes what is shown, with its settings. */
    void save(Path file) {
        model.save(png(file), this::saved);
    }

    @Override
    public void overlay() {
        choosePng("attention.save", suggestedName("-attention")).ifPresent(this::saveOverlay);
    }

    /** Writes the picture that is looked at with the map over it. */
    void saveOverlay(Path file) {
        attention.overlaid().ifPresent(pixels -> save(pixels, file));
    }

    @Override
    public void strip() {
        choosePng("attention.strip", suggestedName("-cam")).ifPresent(this::saveStrip);
    }

    /** Writes the paper's strip of seven panels. */
    void saveStrip(Path file) {
        attention.strip().ifPresent(pixels -> save(pixels, file));
    }

    private void save(CompletableFuture<Pixels> picture, Path file) {
        attention.take(picture, pixels -> model.save(png(file), pixels, this::saved));
    }

    private void saved(Path file) {
        host.notify(Notice.success(Words.of("stylize.saved", file.getFileName()), Words.of("stylize.saved.text")));
    }

    private static Path png(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                ? file
                : file.resolveSibling(file.getFileName() + ".png");
    }

    /** {@code <photo>-<model><what>.png}. */
    String suggestedName(String what) {
        String photo = model.photoProperty().get().map(Photo::name).orElse("").replaceFirst("\\.[^.]*$", "");
        String name = photo.isEmpty() ? Words.of("stylize.pasted.file") : photo;
        return name + "-"
                + model.modelProperty().get().map(ModelEntry::name).orElse("").replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                + what + ".png";
    }

    Optional<Path> chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Words.of("stylize.folder"));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(host.window())).map(File::toPath);
    }

    private Optional<Path> choosePng(String title, String name) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
        return chosen(chooser.showSaveDialog(host.window()));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Words.of(title));
        lastFolder().ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private Optional<Path> chosen(File file) {
        return Optional.ofNullable(file).map(chosen -> {
            host.settings().put(FOLDER, chosen.getParent());
            return chosen.toPath();
        });
    }

    private Optional<File> lastFolder() {
        return host.settings().text(FOLDER).map(File::new).filter(File::isDirectory);
    }
}
