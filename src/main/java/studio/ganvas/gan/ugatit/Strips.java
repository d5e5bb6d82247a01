package studio.ganvas.gan.ugatit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.gan.AttentiveTranslator.Attended;
import studio.ganvas.gan.Samples;
import studio.ganvas.nn.Group;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/**
 * The official strips of seven panels for each direction, side by side: the picture; attention and result of the generator
 * that should leave it alone; of the one that translates it; of the way back.
 */
final class Strips {
    /** One row of the sheet. */
    static final List<String> NAMES = List.of(
            "real_A",
            "cam_A2A",
            "fake_A2A",
            "cam_A2B",
            "fake_A2B",
            "cam_A2B2A",
            "fake_A2B2A",
            "real_B",
            "cam_B2B",
            "fake_B2B",
            "cam_B2A",
            "fake_B2A",
            "cam_B2A2B",
            "fake_B2A2B");

    /** Rows of a sheet; the official previews have ten. */
    private static final long MOST = 8;

    private Strips() {}

    /** Strips of the first pictures of both domains, in evaluation mode and without gradients. */
    static Samples of(Generator genA2B, Generator genB2A, Tensor a, Tensor b) {
        Group both = new Group(Map.of("genA2B", genA2B, "genB2A", genB2A));
        boolean before = both.training();
        Map<String, List<Tensor>> rows = new LinkedHashMap<>();
        NAMES.forEach(name -> rows.put(name, new ArrayList<>()));
        try (Autograd.Recording none = Autograd.pause()) {
            both.train(false);
            long n = Math.min(MOST, Math.min(a.size(0), b.size(0)));
            for (long i = 0; i < n; i++) {
                row(genA2B, genB2A, a.narrow(0, i, i + 1), b.narrow(0, i, i + 1), rows);
            }
        } finally {
            both.train(before);
        }
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        rows.forEach((name, row) -> pictures.put(name, Ops.cat(0, row)));
        return new Samples(pictures, NAMES.size());
    }

    private static void row(Generator genA2B, Generator genB2A, Tensor a, Tensor b, Map<String, List<Tensor>> rows) {
        try (Scope scope = Scope.open()) {
            Attended sameA = genB2A.forward(a);
            Attended toB = genA2B.forward(a);
            Attended backA = genB2A.forward(toB.picture());
            Attended sameB = genA2B.forward(b);
            Attended toA = genB2A.forward(b);
            Attended backB = genA2B.forward(toA.picture());
            List<Tensor> panels = new ArrayList<>();
            panels.add(a.copy());
            List.of(sameA, toB, backA).forEach(seen -> panels.addAll(panels(seen)));
            panels.add(b.copy());
            List.of(sameB, toA, backB).forEach(seen -> panels.addAll(panels(seen)));
            for (int i = 0; i < panels.size(); i++) {
                rows.get(NAMES.get(i)).add(scope.keep(panels.get(i)));
            }
        }
    }

    private static List<Tensor> panels(Attended seen) {
        return List.of(coloured(seen.heatMap(), seen.picture()), seen.picture());
    }

    /**
     * A heat map [N, h, w] as a picture like {@code like}, each map stretched to its own full range, in the colours of JET
     * as the paper's figures have it; grey where pictures are.
     */
    static Tensor coloured(Tensor heatMap, Tensor like) {
        Tensor low = heatMap.amin(true, 1, 2);
        Tensor range = heatMap.amax(true, 1, 2).sub(low).clamp(1e-12, Float.MAX_VALUE);
        Tensor share = heatMap.sub(low).div(range).unsqueeze(1); // [N, 1, h, w] in [0, 1]
        Tensor v = Ops.bilinear(share, like.size(2), like.size(3), false, false);
        Tensor colours = like.size(1) == 1 ? v : Ops.cat(1, ramp(v, 3), ramp(v, 2), ramp(v, 1));
        return colours.mul(2).sub(1);
    }

    /** A channel of JET: 1 in the middle at {@code peak} / 4, falling to 0 on both sides. */
    private static Tensor ramp(Tensor v, double peak) {
        return v.mul(4).sub(peak).abs().neg().add(1.5).clamp(0, 1);
    }
}
