package studio.ganvas.engine.dataset;

import java.util.List;
import java.util.Set;
import studio.ganvas.gan.DataKind;

/**
 * What is in a dataset, known without decoding its pictures.
 *
 * @param kinds what systems could learn from it
 * @param layout how the folders were understood, in words
 */
public record DatasetContents(
        DatasetEntry entry,
        List<PictureEntry> pictures,
        List<String> classes,
        List<String> domains,
        List<String> splits,
        boolean paired,
        Set<DataKind> kinds,
        String layout) {}
