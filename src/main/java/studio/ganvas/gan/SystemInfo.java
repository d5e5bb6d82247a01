package studio.ganvas.gan;

import java.util.List;

/**
 * What a system declares about itself; panes, charts, snapshots and the command line are generic over it.
 *
 * @param id stable name in files and on the command line, for example {@code dcgan}
 * @param paper authors, title, year and arXiv number
 * @param summary one or two sentences on what it does
 * @param presets the first is the one that a newcomer's CPU manages
 * @param lossNames the losses of a step, as charts and {@code stats.jsonl} name them, for example {@code G_loss}
 * @param pictureNames the columns of a sample sheet, for example {@code real_A}, {@code fake_B}; those of attention maps
 *     begin with {@code cam_}
 * @param networkNames the networks, as snapshots name them, for example {@code G}, {@code D}
 */
public record SystemInfo(
        String id,
        String title,
        String paper,
        String summary,
        DataKind data,
        List<Option> options,
        List<Preset> presets,
        List<String> lossNames,
        List<String> pictureNames,
        List<String> networkNames) {
    public SystemInfo {
        options = List.copyOf(options);
        presets = List.copyOf(presets);
        lossNames = List.copyOf(lossNames);
        pictureNames = List.copyOf(pictureNames);
        networkNames = List.copyOf(networkNames);
    }

    /** The columns of a sample sheet that show where a network looks. */
    public List<String> attentionNames() {
        return pictureNames.stream().filter(name -> name.startsWith("cam_")).toList();
    }
}
