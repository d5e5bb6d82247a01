package studio.ganvas.latent;

import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.golden.Golden;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.GeneratorFile;

/** Generators of fixtures. */
final class Snapshots {
    private Snapshots() {}

    static StyleGenerator open(String fixture, TensorStore store) {
        return GeneratorFile.open(Golden.open(fixture).file("network-snapshot.pkl"), store)
                .styles()
                .orElseThrow();
    }
}
