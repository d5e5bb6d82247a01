package studio.ganvas.metric;

import java.util.ArrayList;
import java.util.List;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * Views for {@link FeatureTrainer}. Every picture is moved, mirrored and recoloured a little, which features shall not
 * mind; and half of them are spoilt in one of the ways in which generators fail, which features shall notice.
 */
final class FeatureAugment {
    /** Kinds of spoiling, 0 being none. */
    static final int KINDS = 9;

    private static final long SIDE = ResidualFeatures.SIZE;

    private FeatureAugment() {}

    /** @param kind int64 [N], how each picture was spoilt */
    record View(Tensor pictures, Tensor kind) {}

    /** x [N, 3, 64, 64] in [−1, 1]. */
    static View of(Tensor x, Draws draws) {
        int n = (int) x.size(0);
        long[] kinds = new long[n];
        for (int i = 0; i < n; i++) {
            kinds[i] = draws.uniform() < 0.5 ? 0 : 1 + (long) (draws.uniform() * (KINDS - 1));
        }
        Tensor view = recoloured(moved(x, warp(kinds, draws), draws), draws);
        Tensor strength = draws.uniform(n, 1, 1, 1);
        for (int kind = 2; kind < KINDS; kind++) {
            Tensor spoilt = spoilt(kind, view, strength, draws);
            view = view.add(mask(kinds, kind).mul(spoilt.sub(view)));
        }
        return new View(view.clamp(-1, 1), Tensor.of(kinds, n));
    }

    /** 1 where a picture is of the kind, [N, 1, 1, 1]. */
    private static Tensor mask(long[] kinds, int kind) {
        float[] mask = new float[kinds.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = kinds[i] == kind ? 1 : 0;
        }
        return Tensor.of(mask, mask.length, 1, 1, 1);
    }

    private static Tensor spoilt(int kind, Tensor x, Tensor strength, Draws draws) {
        return switch (kind) {
            case 2 -> blurred(x, SIDE / 2).lerp(blurred(x, SIDE / 5), strength);
            case 3 -> x.add(draws.normal(x.shape()).mul(strength.mul(0.35).add(0.05)));
            case 4 -> x.add(checkerboard().mul(strength.mul(0.4).add(0.06)));
            case 5 -> shuffledBlocks(x, draws);
            case 6 -> x.mul(3).round().div(3).lerp(x.sign().mul(0.9), strength.mul(0.5));
            case 7 -> patched(x, draws);
            case 8 -> x.add(draws.normal(x.size(0), 3, 1, 1).mul(0.5));
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
    }

    private static Tensor blurred(Tensor x, long side) {
        return Ops.bilinear(Ops.bilinear(x, side, side, false, true), SIDE, SIDE, false, false);
    }

    /** The pattern of transposed convolutions whose kernel is no multiple of their stride. */
    private static Tensor checkerboard() {
        float[] board = new float[(int) (SIDE * SIDE)];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                board[(int) (y * SIDE) + x] = x % 2 == y % 2 ? 1 : -1;
            }
        }
        return Tensor.of(board, 1, 1, SIDE, SIDE);
    }

    /** Blocks of a quarter of the side change places: the parts are right, the whole is wrong. */
    private static Tensor shuffledBlocks(Tensor x, Draws draws) {
        long dx = SIDE / 4 * (1 + (long) (draws.uniform() * 3));
        long dy = SIDE / 4 * (1 + (long) (draws.uniform() * 3));
        Tensor upper = x.narrow(2, 0, SIDE / 2).roll(dx, 3);
        return Ops.cat(2, upper, x.narrow(2, SIDE / 2, SIDE)).roll(dy, 2);
    }

    /** A square of another picture of the batch. */
    private static Tensor patched(Tensor x, Draws draws) {
        long side = SIDE / 4 + (long) (draws.uniform() * SIDE / 4);
        long left = (long) (draws.uniform() * (SIDE - side));
        long top = (long) (draws.uniform() * (SIDE - side));
        Tensor hole = Tensor.zeros(1, 1, side, side);
        Tensor keep = Ops.constantPad(hole, 1, left, SIDE - side - left, top, SIDE - side - top);
        Tensor other = x.roll(3, 0).roll(SIDE / 4, 3);
        return x.mul(keep).add(other.mul(keep.mul(-1).add(1)));
    }

    /** Smooth random displacement of the pictures of kind 1, [N, 64, 64, 2]. */
    private static Tensor warp(long[] kinds, Draws draws) {
        Tensor coarse = draws.normal(kinds.length, 2, 5, 5).mul(0.13);
        Tensor smooth = Ops.bicubic(coarse, SIDE, SIDE, true, false);
        return smooth.mul(mask(kinds, 1)).permute(0, 2, 3, 1);
    }

    private static Tensor moved(Tensor x, Tensor warp, Draws draws) {
        int n = (int) x.size(0);
        List<Tensor> grids = new ArrayList<>();
        Tensor base = base();
        for (int i = 0; i < n; i++) {
            double angle = (draws.uniform() - 0.5) * 0.4;
            double scale = 0.75 + 0.4 * draws.uniform();
            double mirror = draws.uniform() < 0.5 ? -1 : 1;
            float cos = (float) (scale * Math.cos(angle));
            float sin = (float) (scale * Math.sin(angle));
            Tensor matrix = Tensor.of(new float[] {(float) mirror * cos, sin, (float) -mirror * sin, cos}, 2, 2);
            float dx = (float) ((draws.uniform() - 0.5) * 0.3);
            float dy = (float) ((draws.uniform() - 0.5) * 0.3);
            grids.add(Ops.matmul(base, matrix).add(Tensor.of(new float[] {dx, dy}, 1, 2)));
        }
        Tensor grid = Ops.stack(0, grids).reshape(n, SIDE, SIDE, 2).add(warp);
        return Ops.gridSample(x, grid, true, false);
    }

    private static Tensor base() {
        float[] places = new float[(int) (2 * SIDE * SIDE)];
        int at = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                places[at++] = (2 * x + 1f) / SIDE - 1;
                places[at++] = (2 * y + 1f) / SIDE - 1;
            }
        }
        return Tensor.of(places, SIDE * SIDE, 2);
    }

    /** Contrast, brightness and saturation. */
    private static Tensor recoloured(Tensor x, Draws draws) {
        long n = x.size(0);
        Tensor contrast = draws.uniform(n, 1, 1, 1).mul(0.5).add(0.75);
        Tensor brightness = draws.uniform(n, 1, 1, 1).mul(0.3).sub(0.15);
        Tensor saturation = draws.uniform(n, 1, 1, 1).mul(0.8).add(0.5);
        Tensor grey = x.mean(true, 1);
        return grey.add(x.sub(grey).mul(saturation)).mul(contrast).add(brightness);
    }
}
