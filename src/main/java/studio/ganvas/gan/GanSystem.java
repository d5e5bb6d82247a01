package studio.ganvas.gan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.TensorStore;

/** One paper: what it declares, the networks it is made of, and how they learn. One line in {@link GanSystems}. */
public interface GanSystem {
    SystemInfo info();

    /** How pictures are prepared under these options. */
    PictureSpec pictures(Options options);

    /**
     * The networks under these options, declared but without memory: names and shapes are known, {@link
     * Module#initialize} or {@link Module#load} fills them.
     *
     * @return network name (see {@link SystemInfo#networkNames()}) to network
     */
    Map<String, Module> networks(Options options, DataFacts facts);

    /**
     * Which of the loader's batches step {@code step} takes: one after the other, unless batches change their size in the
     * course of a training. A pure function, so that a resumed run sees the pictures that an unbroken one would have seen.
     */
    default BatchShare batches(Options options, long step) {
        return new BatchShare(step, 1);
    }

    /** Training of networks that were made by {@link #networks} and filled. */
    GanTraining training(Options options, DataFacts facts, Map<String, Module> networks, TensorStore store);

    /**
     * Translation, if this system does it; {@code networks} as above, of which only the generators that are wanted need be
     * filled and present.
     */
    default Optional<Translator> translator(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.empty();
    }

    /**
     * The files that the paper's own code keeps these networks in; where it has no such, a bare state dict each.
     *
     * @param data name of the dataset, fit for file names
     * @param step training steps behind the networks
     */
    default List<OfficialFile> officialFiles(String data, long step) {
        return OfficialFile.bare(info().networkNames(), network -> network + ".pth");
    }

    /**
     * The generator layer by layer, if this system makes pictures of latents; {@code networks} as above, the generator that
     * makes the pictures to be filled before it is used.
     */
    default Optional<StyleGenerator> styles(Options options, DataFacts facts, Map<String, Module> networks) {
        return Optional.empty();
    }
}
