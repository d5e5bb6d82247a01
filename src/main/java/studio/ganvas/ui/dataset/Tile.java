package studio.ganvas.ui.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.ganvas.engine.dataset.PictureEntry;
import studio.ganvas.ui.control.Words;

/**
 * What one cell of the grid shows: a picture, or a pair side by side.
 *
 * @param second the B half; empty for a single picture and for a file that holds A|B itself
 */
record Tile(PictureEntry first, Optional<PictureEntry> second) {

    static Tile of(PictureEntry picture) {
        return new Tile(picture, Optional.empty());
    }

    List<PictureEntry> pictures() {
        return Stream.concat(Stream.of(first), second.stream()).toList();
    }

    /** Path inside the dataset, for a pair both. */
    String name() {
        return pictures().stream().map(PictureEntry::name).collect(Collectors.joining("\n"));
    }

    /** What a screen reader says and a tooltip shows: name, class, set and split. */
    String description() {
        return pictures().stream().map(Tile::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(PictureEntry picture) {
        StringBuilder text = new StringBuilder(picture.name());
        picture.label().ifPresent(label -> text.append(" · ").append(Words.of("datasets.picture.class", label)));
        picture.domain().ifPresent(domain -> text.append(" · ").append(Words.of("datasets.picture.domain", domain)));
        picture.split().ifPresent(split -> text.append(" · ").append(Words.of("datasets.picture.split", split)));
        return text.toString();
    }
}
