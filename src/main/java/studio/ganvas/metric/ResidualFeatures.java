package studio.ganvas.metric;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.nn.BatchNorm;
import studio.ganvas.nn.Conv2d;
import studio.ganvas.nn.Layers;
import studio.ganvas.nn.Linear;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The small residual network (He et al. 2016, arXiv 1512.03385) behind the built-in features: 0.6 million parameters, for
 * pictures of 64 pixels.
 *
 * <pre>
 *   stem     3 → 32     [N, 32, 64, 64]    then 2×2 averages
 *   stage1  32 → 32     [N, 32, 32, 32]
 *   stage2  32 → 64     [N, 64, 16, 16]
 *   stage3  64 → 128    [N, 128, 8, 8]
 *   stage4 128 → 128    [N, 128, 4, 4]     mean over places: the features [N, 128]
 *   classes 128 → K                        what the starter pictures' folders say
 * </pre>
 */
public final class ResidualFeatures extends Module {
    /** Side of the pictures that it takes. */
    public static final int SIZE = 64;
    /** Length of a feature vector. */
    public static final int FEATURES = 128;

    private final Conv2d stem;
    private final BatchNorm stemNorm;
    private final List<Block> stages = new ArrayList<>();
    private final Linear classes;

    /** Two 3×3 convolutions beside a shortcut; the first may halve the sides. */
    private static final class Block extends Module {
        private final Conv2d conv1;
        private final BatchNorm norm1;
        private final Conv2d conv2;
        private final BatchNorm norm2;
        private final Conv2d shortcut;
        private final boolean halves;

        Block(int in, int out, boolean halves) {
            this.halves = halves;
            conv1 = child("conv1", Layers.convNoBias(in, out, 3, halves ? 2 : 1, 1));
            norm1 = child("norm1", Layers.batchNorm(out));
            conv2 = child("conv2", Layers.convNoBias(out, out, 3, 1, 1));
            norm2 = child("norm2", Layers.batchNorm(out));
            shortcut = child("shortcut", Layers.convNoBias(in, out, 1, 1, 0));
        }

        Tensor forward(Tensor x) {
            Tensor y = Ops.relu(norm1.forward(conv1.forward(x)));
            y = norm2.forward(conv2.forward(y));
            Tensor same = halves ? Ops.averagePool(x, 2, 2, 0, true) : x;
            return Ops.relu(y.add(shortcut.forward(same)));
        }
    }

    /** @param classes length of the class head */
    public ResidualFeatures(int classes) {
        stem = child("stem", Layers.convNoBias(3, 32, 3, 1, 1));
        stemNorm = child("stem_norm", Layers.batchNorm(32));
        stages.add(child("stage1", new Block(32, 32, false)));
        stages.add(child("stage2", new Block(32, 64, true)));
        stages.add(child("stage3", new Block(64, 128, true)));
        stages.add(child("stage4", new Block(128, FEATURES, true)));
        this.classes = child("classes", Layers.linear(FEATURES, classes));
    }

    /** Activations of the stem and of every stage, x [N, 3, 64, 64] (other sides that are multiples of 16 work too). */
    public List<Tensor> activations(Tensor x) {
        List<Tensor> all = new ArrayList<>();
        Tensor y = Ops.relu(stemNorm.forward(stem.forward(x)));
        all.add(y);
        y = Ops.averagePool(y, 2, 2, 0, true);
        for (Block stage : stages) {
            y = stage.forward(y);
            all.add(y);
        }
        return all;
    }

    /** [N, 3, 64, 64] in [−1, 1] → [N, 128]. */
    public Tensor features(Tensor x) {
        List<Tensor> all = activations(x);
        return all.get(all.size() - 1).mean(false, 2, 3);
    }

    /** Features [N, 128] → logits [N, K]. */
    public Tensor classes(Tensor features) {
        return classes.forward(features);
    }
}
