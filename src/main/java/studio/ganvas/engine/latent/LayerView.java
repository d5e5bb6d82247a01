package studio.ganvas.engine.latent;

import java.util.List;
import studio.ganvas.image.Pixels;

/**
 * The activations of a layer.
 *
 * @param channels those of the page
 * @param whole statistics of all channels together
 * @param spectrum mean power of all channels by spatial frequency, in dB: element i is i cycles a picture, up to half the
 *     resolution
 * @param pages number of pages
 */
public record LayerView(
        LatentFacts.Layer layer, List<Channel> channels, Stats whole, List<Double> spectrum, int page, int pages) {
    /** Over all places, and all channels where several are meant. */
    public record Stats(double mean, double std, double min, double max) {}

    /**
     * One channel.
     *
     * @param picture grey where the activation is nought; from blue (negative) to red (positive), scaled by its largest
     *     magnitude. A picture layer's is grey from black to white.
     */
    public record Channel(int number, Pixels picture, Stats stats) {}

    public LayerView {
        channels = List.copyOf(channels);
        spectrum = List.copyOf(spectrum);
    }
}
