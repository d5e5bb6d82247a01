package studio.ganvas.gan.stylegan2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.ganvas.nn.FullyConnected;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/**
 * The same networks (skip G, residual D, no classes) as a reader of the paper would write them down first, over the
 * weights of the real ones: enlarging inserts zeros, filters the large map and convolves it; each sample has weights of
 * its own; reducing filters the whole map and then leaves pixels out. For benchmarks, and to check the fast forms.
 */
final class PlainStyleGan2 {
    private static final double GAIN = Math.sqrt(2);

    private final GeneratorSpec spec;
    private final Map<String, Tensor> g;
    private final Map<String, Tensor> buffers;
    private final Map<String, Tensor> d;
    private final Tensor filter;

    PlainStyleGan2(Generator g, Discriminator d) {
        spec = g.spec();
        this.g = g.parameters();
        this.buffers = g.buffers();
        this.d = d.parameters();
        filter = buffers.get("synthesis.b4.resample_filter");
    }

    private static Tensor activate(Tensor x, Tensor bias, double gain) {
        return Ops.leakyRelu(x.add(bias.reshape(1, -1, 1, 1)), 0.2).mul(GAIN * gain);
    }

    private Tensor linear(Map<String, Tensor> from, String name, Tensor x, double rate, boolean activate) {
        Tensor weight = from.get(name + ".weight");
        Tensor y = Ops.linear(
                x,
                weight.mul(rate / Math.sqrt(weight.size(1))),
                Optional.of(from.get(name + ".bias").mul(rate)));
        return activate ? Ops.leakyRelu(y, 0.2).mul(GAIN) : y;
    }

    Tensor w(Tensor z) {
        Tensor x = FullyConnected.normalizeSecondMoment(z);
        for (int i = 0; i < spec.mapping().layers(); i++) {
            x = linear(g, "mapping.fc" + i, x, spec.mapping().lrMultiplier(), true);
        }
        return x;
    }

    /** Zeros between pixels, then a border. */
    private static Tensor spread(Tensor x, long before, long after) {
        long n = x.size(0);
        long c = x.size(1);
        long h = x.size(2);
        Tensor wide = Ops.cat(4, x.unsqueeze(4), x.unsqueeze(4).mul(0)).reshape(n, c, h, 2 * h);
        Tensor large = Ops.cat(3, wide.unsqueeze(3), wide.unsqueeze(3).mul(0)).reshape(n, c, 2 * h, 2 * h);
        return Ops.constantPad(large, 0, before, after, before, after);
    }

    private Tensor filtered(Tensor x, double gain) {
        long c = x.size(1);
        Tensor taps = filter.mul(gain).reshape(1, 1, 4, 4).expand(c, 1, 4, 4);
        return Ops.conv2d(x, taps, Optional.empty(), 1, 0, c);
    }

    private Tensor modulated(String name, Tensor x, Tensor w, boolean up, boolean demodulate, double gain) {
        Tensor weight = g.get(name + ".weight");
        long n = x.size(0);
        long out = weight.size(0);
        long in = weight.size(1);
        long k = weight.size(2);
        Tensor styles = linear(g, name + ".affine", w, 1, false).mul(gain);
        Tensor own = weight.unsqueeze(0).mul(styles.reshape(n, 1, in, 1, 1));
        if (demodulate) {
            own = own.mul(own.square().sum(true, 2, 3, 4).add(1e-8).rsqrt());
        }
        Tensor start = up ? filtered(spread(x, 3, 2), 4) : x;
        Tensor kernels = (up ? own.flip(3, 4) : own).reshape(n * out, in, k, k);
        Tensor y = Ops.conv2d(
                start.reshape(1, n * in, start.size(2), start.size(3)),
                kernels,
                Optional.empty(),
                1,
                up ? 0 : k / 2,
                n);
        return y.reshape(n, out, y.size(2), y.size(3));
    }

    private Tensor layer(String name, Tensor x, Tensor w, boolean up, List<Tensor> noise) {
        Tensor y = modulated(name, x, w, up, true, 1);
        Tensor map = noise.isEmpty() ? buffers.get(name + ".noise_const") : noise.remove(0);
        return activate(y.add(map.mul(g.get(name + ".noise_strength"))), g.get(name + ".bias"), 1);
    }

    /** ws [N, numWs, wDim]; noise maps are taken from the list, or the stored ones where it is empty. */
    Tensor synthesise(Tensor ws, List<Tensor> noise) {
        Tensor x = g.get("synthesis.b4.const").unsqueeze(0).expand(ws.size(0), -1, -1, -1);
        Tensor picture = null;
        int row = 0;
        for (int resolution : Resolutions.upTo(spec.resolution())) {
            String block = "synthesis.b" + resolution;
            if (resolution > 4) {
                x = layer(block + ".conv0", x, ws.select(1, row++), true, noise);
            }
            x = layer(block + ".conv1", x, ws.select(1, row++), false, noise);
            String rgb = block + ".torgb";
            double gain = 1 / Math.sqrt(g.get(rgb + ".weight").size(1));
            Tensor more = modulated(rgb, x, ws.select(1, row), false, false, gain)
                    .add(g.get(rgb + ".bias").reshape(1, -1, 1, 1));
            picture =
                    picture == null ? more : filtered(spread(picture, 2, 1), 4).add(more);
        }
        return picture;
    }

    private Tensor convolved(String name, Tensor x, boolean down, boolean activate, double gain) {
        Tensor weight = d.get(name + ".weight");
        long k = weight.size(2);
        Tensor w = weight.mul(1 / Math.sqrt(weight.size(1) * k * k));
        Tensor y;
        if (down) {
            long border = k == 1 ? 1 : 2;
            Tensor smooth = filtered(Ops.constantPad(x, 0, border, border, border, border), 1);
            y = Ops.conv2d(smooth, w, Optional.empty(), 2, 0, 1);
        } else {
            y = Ops.conv2d(x, w, Optional.empty(), 1, k / 2, 1);
        }
        return activate ? activate(y, d.get(name + ".bias"), gain) : y.mul(gain);
    }

    /** x [N, C, S, S] → [N, 1]. */
    Tensor score(Tensor picture, int group) {
        Tensor x = convolved("b" + spec.resolution() + ".fromrgb", picture, false, true, 1);
        for (int resolution = spec.resolution(); resolution > 4; resolution /= 2) {
            String block = "b" + resolution;
            Tensor straight = convolved(block + ".skip", x, true, false, Math.sqrt(0.5));
            Tensor y = convolved(block + ".conv0", x, false, true, 1);
            x = straight.add(convolved(block + ".conv1", y, true, true, Math.sqrt(0.5)));
        }
        long n = x.size(0);
        long members = Math.min(group, n);
        Tensor apart = x.reshape(members, n / members, x.size(1), 4, 4);
        Tensor std = apart.var(false, false, 0).add(1e-8).sqrt().mean(false, 1, 2, 3);
        x = Ops.cat(1, x, std.reshape(-1, 1, 1, 1).repeat(members, 1, 4, 4));
        x = convolved("b4.conv", x, false, true, 1).flatten();
        return linear(d, "b4.out", linear(d, "b4.fc", x, 1, true), 1, false);
    }
}
