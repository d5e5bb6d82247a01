package studio.ganvas.engine.local;

import java.util.List;
import java.util.stream.IntStream;
import studio.ganvas.engine.StudioException;
import studio.ganvas.engine.latent.LatentFacts;
import studio.ganvas.engine.latent.LayerRequest;
import studio.ganvas.engine.latent.LayerView;
import studio.ganvas.gan.style.StyleLayer;
import studio.ganvas.image.Floats;
import studio.ganvas.image.Pixels;
import studio.ganvas.latent.LayerProbe;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/** Makes views of layers. On the compute thread. */
final class LayerViewer {
    private LayerViewer() {}

    static LatentFacts.Layer layer(StyleLayer layer) {
        return new LatentFacts.Layer(layer.name(), layer.row(), layer.resolution(), layer.channels(), layer.picture());
    }

    static LayerView view(LoadedStyles.Style style, LayerRequest request) {
        StyleLayer layer = style.generator().layers().stream()
                .filter(each -> each.name().equals(request.layer()))
                .findFirst()
                .orElseThrow(() -> new StudioException("This model has no layer “" + request.layer() + "”."));
        LatentComposer.Composed composed = style.composer().compose(request.state());
        return LatentRenderer.inWords(() -> {
            try (Scope scope = Scope.open()) {
                Tensor x = style.synthesiser().layer(composed.ws(), composed.noise(), layer);
                LayerProbe.Summary summary = LayerProbe.of(x);
                int channels = summary.mean().length;
                List<Integer> order = request.order() == LayerRequest.Order.STRONGEST
                        ? summary.strongest()
                        : IntStream.range(0, channels).boxed().toList();
                int pages = (channels + request.pageSize() - 1) / request.pageSize();
                int page = Math.min(request.page(), pages - 1);
                List<LayerView.Channel> shown = order.stream()
                        .skip((long) page * request.pageSize())
                        .limit(request.pageSize())
                        .map(number -> channel(x, layer, number, summary))
                        .toList();
                return new LayerView(
                        layer(layer),
                        shown,
                        new LayerView.Stats(
                                summary.wholeMean(), summary.wholeStd(), summary.wholeMin(), summary.wholeMax()),
                        LayerProbe.decibels(summary.spectrum()),
                        page,
                        pages);
            }
        });
    }

    private static LayerView.Channel channel(Tensor x, StyleLayer layer, int number, LayerProbe.Summary summary) {
        float[] values = LayerProbe.channel(x, number);
        int size = (int) x.size(3);
        // of a single number the magnitude only tells something beside the other channels'
        float strongest = size == 1 ? (float) Math.max(-summary.wholeMin(), summary.wholeMax()) : strongest(values);
        Pixels picture =
                layer.picture() ? Floats.toPixels(values, 1, size, size, -1, 1) : diverging(values, size, strongest);
        return new LayerView.Channel(
                number,
                picture,
                new LayerView.Stats(
                        summary.mean()[number], summary.std()[number], summary.min()[number], summary.max()[number]));
    }

    private static float strongest(float... values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    /** Blue below nought, grey at it, red above, by the largest magnitude. */
    static Pixels diverging(float[] values, int size, float most) {
        int[] argb = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double part = most > 0 ? values[i] / most : 0;
            int red = (int) Math.round(128 + 110 * part);
            int green = (int) Math.round(128 - 80 * Math.abs(part));
            int blue = (int) Math.round(128 - 110 * part);
            argb[i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
        return new Pixels(size, size, argb);
    }
}
