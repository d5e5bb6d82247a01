package studio.ganvas.ui.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.PictureEntry;

/**
 * Which pictures of a dataset are shown.
 *
 * @param text part of the name, in either case
 * @param domain only this set; not looked at when pairs are shown, which have one picture of each set
 */
record PictureFilter(String text, Optional<String> domain, Optional<String> label, Optional<String> split) {
    static final PictureFilter ALL = new PictureFilter("", Optional.empty(), Optional.empty(), Optional.empty());

    PictureFilter withText(String wanted) {
        return new PictureFilter(wanted, domain, label, split);
    }

    PictureFilter withDomain(Optional<String> wanted) {
        return new PictureFilter(text, wanted, label, split);
    }

    PictureFilter withLabel(Optional<String> wanted) {
        return new PictureFilter(text, domain, wanted, split);
    }

    PictureFilter withSplit(Optional<String> wanted) {
        return new PictureFilter(text, domain, label, wanted);
    }

    /** The tiles to show, in the order of the dataset. A pair stays when one of its halves passes. */
    List<Tile> apply(DatasetContents contents, boolean pairs) {
        String needle = text.strip().toLowerCase(Locale.ROOT);
        List<Tile> tiles = new ArrayList<>();
        for (PictureEntry picture : contents.pictures()) {
            if (!pairs) {
                if (domain.isEmpty() || domain.equals(picture.domain())) {
                    addIfPasses(tiles, Tile.of(picture), needle);
                }
            } else {
                pair(picture, contents).ifPresent(pair -> addIfPasses(tiles, pair, needle));
            }
        }
        return tiles;
    }

    private void addIfPasses(List<Tile> tiles, Tile tile, String needle) {
        if (passes(tile.first(), needle)
                || tile.second().filter(b -> passes(b, needle)).isPresent()) {
            tiles.add(tile);
        }
    }

    private boolean passes(PictureEntry picture, String needle) {
        return (label.isEmpty() || label.equals(picture.label()))
                && (split.isEmpty() || split.equals(picture.split()))
                && (needle.isEmpty() || picture.name().toLowerCase(Locale.ROOT).contains(needle));
    }

    /** The pair that {@code picture} leads: it is the A half, or a file that holds both. */
    private static Optional<Tile> pair(PictureEntry picture, DatasetContents contents) {
        if (picture.partner().isEmpty()) {
            return Optional.empty();
        }
        int partner = picture.partner().get();
        if (partner == picture.index()) {
            return Optional.of(Tile.of(picture));
        }
        PictureEntry other = contents.pictures().get(partner);
        Comparator<PictureEntry> order =
                Comparator.comparingInt((PictureEntry p) -> rank(p, contents)).thenComparingInt(PictureEntry::index);
        return order.compare(picture, other) < 0
                ? Optional.of(new Tile(picture, Optional.of(other)))
                : Optional.empty();
    }

    private static int rank(PictureEntry picture, DatasetContents contents) {
        return picture.domain().map(contents.domains()::indexOf).orElse(-1);
    }
}
