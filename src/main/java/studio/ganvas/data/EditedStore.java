package studio.ganvas.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Another dataset's pictures under new numbers, changed while they are read. */
final class EditedStore implements PictureStore {
    private final Dataset original;
    /** For each item the one of the original. */
    private final List<Item> items;
    /** What happens to a picture, by the file's name. */
    private final Map<String, List<Edit>> changes;

    EditedStore(Dataset original, List<Item> items, Map<String, List<Edit>> changes) {
        this.original = original;
        this.items = items;
        this.changes = changes;
    }

    @Override
    public Picture read(Item item, int edge) throws PictureException {
        return changed(item, original.read(items.get(item.index()), changes.containsKey(item.name()) ? 0 : edge));
    }

    @Override
    public byte[] file(Item item) throws PictureException {
        return original.file(items.get(item.index()));
    }

    @Override
    public Picture decode(Item item, byte[] file, int edge) throws PictureException {
        return changed(item, original.decode(items.get(item.index()), file));
    }

    private Picture changed(Item item, Picture picture) {
        Picture result = picture;
        for (Edit edit : changes.getOrDefault(item.name(), List.of())) {
            if (edit instanceof Edit.Convert convert) {
                Picture converted = result.withChannels(convert.channels());
                result = new Picture(
                        converted.width(), converted.height(), converted.channels(), converted.bytes(), List.of());
            } else if (edit instanceof Edit.Fit fit) {
                result = fit(result, fit.width(), fit.height());
            }
        }
        return result;
    }

    private static Picture fit(Picture p, int width, int height) {
        int w = (int) Math.max(1, Math.min(p.width(), Math.round((double) p.height() * width / height)));
        int h = (int) Math.max(1, Math.min(p.height(), Math.round((double) p.width() * height / width)));
        Picture middle = p.crop((p.width() - w) / 2, (p.height() - h) / 2, w, h);
        return Resample.resize(middle, width, height, Resample.Filter.LANCZOS);
    }

    @Override
    public PictureInfo info(Item item) throws PictureException {
        return changed(item, original.info(items.get(item.index())));
    }

    @Override
    public PictureInfo info(Item item, byte[] file) throws PictureException {
        return changed(item, original.info(items.get(item.index()), file));
    }

    private PictureInfo changed(Item item, PictureInfo before) {
        PictureInfo info = before;
        for (Edit edit : changes.getOrDefault(item.name(), List.of())) {
            if (edit instanceof Edit.Convert convert) {
                info = new PictureInfo(info.format(), info.width(), info.height(), convert.channels(), 8);
            } else if (edit instanceof Edit.Fit fit) {
                info = new PictureInfo(info.format(), fit.width(), fit.height(), info.channels(), info.bits());
            }
        }
        return info;
    }

    @Override
    public long size(Item item) {
        return original.size(items.get(item.index()));
    }

    @Override
    public long stamp(Item item) {
        List<Edit> edits = changes.getOrDefault(item.name(), List.of());
        return original.stamp(items.get(item.index())) * 31 + edits.hashCode();
    }

    @Override
    public void close() throws IOException {
        original.close();
    }
}
