package studio.ganvas.gan.stylegan2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;
import studio.ganvas.nn.Fir;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Draws;
import studio.ganvas.tensor.Tensor;

class AugmentGoldenTest extends TensorTestBase {
    private static Map<Augmentation, Double> strengths(Collection<Augmentation> which) {
        return which.stream().collect(Collectors.toMap(Function.identity(), each -> 1.0));
    }

    /** Draws the same percentile of every distribution, as the official debug_percentile does; p = 1 lets all happen. */
    private static final class Percentile implements Draws {
        private final double percentile;
        private final Optional<Tensor> noise;
        private final Deque<Double> values = new ArrayDeque<>();

        Percentile(double percentile, Set<Augmentation> which, boolean rgb, Optional<Tensor> noise) {
            this.percentile = percentile;
            this.noise = noise;
            for (Augmentation each : which) {
                switch (each) {
                    case XFLIP, ROTATE90, XINT, LUMAFLIP -> value(percentile);
                    case HUE -> value(rgb ? percentile : Double.NaN);
                    case SATURATION -> value(rgb ? erfinv(2 * percentile - 1) : Double.NaN);
                    case SCALE, XFRAC, BRIGHTNESS, CONTRAST -> value(erfinv(2 * percentile - 1));
                    default -> {} // rotation and stretching are intertwined: see turns
                    case IMGFILTER -> {
                        for (int band = 0; band < 4; band++) {
                            value(erfinv(2 * percentile - 1));
                        }
                    }
                    case NOISE -> value(erfinv(percentile));
                    case CUTOUT -> {
                        values.add(0.0);
                        values.add(percentile);
                    }
                }
                if (each == Augmentation.SCALE || each == Augmentation.ROTATE && !which.contains(Augmentation.SCALE)) {
                    turns(which);
                } else if (each == Augmentation.ANISO
                        && !which.contains(Augmentation.SCALE)
                        && !which.contains(Augmentation.ROTATE)) {
                    turns(which);
                }
            }
        }

        /** Rotation, stretching, and a second rotation that is none. */
        private void turns(Set<Augmentation> which) {
            if (which.contains(Augmentation.ROTATE)) {
                value(percentile);
            }
            if (which.contains(Augmentation.ANISO)) {
                value(erfinv(2 * percentile - 1));
            }
            if (which.contains(Augmentation.ROTATE)) {
                value(0.5);
            }
        }

        private void value(double value) {
            if (!Double.isNaN(value)) {
                values.add(value);
                values.add(0.0); // it happens
            }
        }

        private Tensor next(long... shape) {
            return Tensor.full(values.pop(), shape);
        }

        @Override
        public Tensor normal(long... shape) {
            return shape.length == 4 && shape[2] > 1 ? noise.orElseThrow() : next(shape);
        }

        @Override
        public Tensor uniform(long... shape) {
            return next(shape);
        }

        @Override
        public Tensor integers(long bound, long n) {
            throw new AssertionError();
        }

        @Override
        public double uniform() {
            throw new AssertionError();
        }
    }

    /** Newton's method on erf, whose derivative is 2/√π·e^(−x²); erf by its series. */
    private static double erfinv(double y) {
        double x = 0;
        for (int i = 0; i < 60; i++) {
            x -= (erf(x) - y) / (2 / Math.sqrt(Math.PI) * Math.exp(-x * x));
        }
        return x;
    }

    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 100; k++) {
            term *= -x * x / k;
            sum += term / (2 * k + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static String percent(JsonNode percentile) {
        return String.format(Locale.ROOT, ".p%02.0f", percentile.asDouble() * 100);
    }

    private static void check(Golden golden, String name, String input, Set<Augmentation> which) {
        int compared = 0;
        for (JsonNode percentile : golden.expectations().path("percentiles")) {
            String expected = name + percent(percentile);
            if (!golden.has(expected)) {
                continue;
            }
            Tensor x = golden.tensor(input);
            Optional<Tensor> noise = golden.has(expected + ".noise")
                    ? Optional.of(golden.tensor(expected + ".noise"))
                    : Optional.empty();
            Percentile draws = new Percentile(percentile.asDouble(), which, x.size(1) == 3, noise);
            golden.check(expected, new AugmentPipe(strengths(which)).apply(x, 1, draws));
            assertThat(draws.values).isEmpty();
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Augmentation.class)
    void everyChangeAloneAgrees(Augmentation which) {
        Golden golden = Golden.open("stylegan2/augment");
        check(golden, which.name().toLowerCase(Locale.ROOT), "x_single", EnumSet.of(which));
    }

    @Test
    void allChangesTogetherAgree() {
        check(Golden.open("stylegan2/augment"), "all", "x", EnumSet.allOf(Augmentation.class));
    }

    @Test
    void greyPicturesAgree() {
        Golden golden = Golden.open("stylegan2/augment");
        String input = golden.io().names().stream()
                .filter(name -> golden.meaning(name).startsWith("one-channel input"))
                .findFirst()
                .orElseThrow();
        check(golden, "gray_bgc", input, Augmentation.group("bgc"));
    }

    @Test
    void aRandomRunAndItsGradientAgree() {
        Golden golden = Golden.open("stylegan2/augment");
        JsonNode random = golden.expectations().path("random");
        ReplayedDraws draws = new ReplayedDraws(golden).then("random", random.path("order"));
        AugmentPipe pipe = new AugmentPipe(strengths(EnumSet.allOf(Augmentation.class)));
        try (Autograd.Recording recording = Autograd.record()) {
            Tensor x = golden.tensor("random.x").requiresGrad(true);
            Tensor y = pipe.apply(x, random.path("p").asDouble(), draws);
            assertThat(draws.isUsedUp()).isTrue();
            golden.check("random.y", y);
            Tensor scalar = y.mul(golden.tensor("random.gy")).sum();
            golden.check("random.gx", Autograd.grad(scalar, List.of(x)).get(0));
        }
    }

    @Test
    void wholePipeDifferentiatesTwice() {
        Golden golden = Golden.open("stylegan2/augment");
        JsonNode random = golden.expectations().path("random");
        ReplayedDraws draws = new ReplayedDraws(golden).then("random", random.path("order"));
        AugmentPipe pipe = new AugmentPipe(strengths(EnumSet.allOf(Augmentation.class)));
        try (Autograd.Recording recording = Autograd.record()) {
            Tensor x = golden.tensor("random.x").requiresGrad(true);
            Tensor y = pipe.apply(x, random.path("p").asDouble(), draws).square();
            Tensor first = Autograd.grad(y.sum(), List.of(x), true).get(0);
            // y is a square of an affine map A x + b, so d/dx ½‖∇‖² = 2AᵀA·∇; at ∇ ≠ 0 it cannot vanish
            Tensor second =
                    Autograd.grad(first.square().sum().mul(0.5), List.of(x)).get(0);
            double ratio = second.mul(first).sum().item() / first.square().sum().item();
            assertThat(ratio).isPositive();
            assertThat(second.allFinite()).isTrue();
        }
    }

    @Test
    void filtersAgree() {
        Golden golden = Golden.open("stylegan2/augment");
        golden.check("Hz_geom", Fir.filter(Wavelets.SYM6));
        double[][] bank = Wavelets.bank(4);
        float[] flat = new float[4 * bank[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) bank[i / bank[0].length][i % bank[0].length];
        }
        golden.check("Hz_fbank", Tensor.of(flat, 4, bank[0].length));
        assertThat(Stream.of(bank).mapToDouble(row -> Arrays.stream(row).sum()).sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }
}
