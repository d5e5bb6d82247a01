package studio.ganvas.latent;

import studio.ganvas.gan.style.StyleGenerator;
import studio.ganvas.golden.Golden;
import studio.ganvas.tensor.TensorStore;
import studio.ganvas.train.GeneratorFile;

/** Generators of fixtures. */
final class Snapshots {
    private Snapshots() {}

    static StyleGenerator open(String fixture, TensorStore store) {
        return open(fixture, "network-snapshot.pkl", store);
    }

    static StyleGenerator open(String fixture, String file, TensorStore store) {
        return GeneratorFile.open(Golden.open(fixture).file(file), store).styles();
    }
}
