package studio.ganvas.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.ganvas.golden.Golden;
import studio.ganvas.golden.TensorTestBase;

class MapperGoldenTest extends TensorTestBase {
    private static final String FIXTURE = "stylegan2/main";

    @Test
    void seedsAreNumpys() {
        Mapper mapper = new Mapper(Snapshots.open(FIXTURE, store));
        // RandomState(0).randn(1, zDim) begins so (specification of StyleGAN2-ADA, section 8)
        float[] z = mapper.z(0);
        float[] expected = {1.76405235f, 0.40015721f, 0.97873798f, 2.2408932f};
        for (int i = 0; i < expected.length; i++) {
            assertThat(z[i]).isCloseTo(expected[i], within(1e-7f));
        }
        assertThat(z).hasSize(mapper.generator().zDim());
    }

    @Test
    void everyWIsTheOfficialOne() {
        Golden golden = Golden.open(FIXTURE);
        Mapper mapper = new Mapper(Snapshots.open(FIXTURE, store));
        int dim = mapper.generator().wDim();
        int rows = mapper.generator().numWs();
        float[] z = golden.tensor("z").toFloats();
        double[] ws = golden.tensor("ws").toHost().toDoubles();
        int zDim = mapper.generator().zDim();
        for (int i = 0; i < z.length / zDim; i++) {
            float[] w = mapper.ofZ(java.util.Arrays.copyOfRange(z, i * zDim, (i + 1) * zDim), List.of());
            float[] all = mapper.rows(w);
            double worst = 0;
            for (int k = 0; k < all.length; k++) {
                worst = Math.max(worst, Math.abs(all[k] - ws[i * rows * dim + k]));
            }
            assertThat(worst).isLessThanOrEqualTo(golden.tolerance("ws"));
        }
    }

    @Test
    void theSameSeedIsMappedOnce() {
        Mapper mapper = new Mapper(Snapshots.open(FIXTURE, store));
        float[] first = mapper.w(85, List.of());
        assertThat(mapper.w(85, List.of())).isSameAs(first);
        mapper.w(86, List.of());
        assertThat(mapper.mapped()).isEqualTo(2);
    }

    @Test
    void classesAreMixedByTheirShares() {
        Mapper mapper = new Mapper(Snapshots.open("stylegan2/cond", store));
        int classes = mapper.generator().classes();
        assertThat(classes).isGreaterThan(1);
        assertThat(mapper.classes(List.of()).orElseThrow().toFloats()).startsWith(1, 0);
        assertThat(mapper.classes(List.of(1.0, 3.0)).orElseThrow().toFloats()).startsWith(0.25f, 0.75f);
        assertThat(mapper.w(1, List.of(1.0, 0.0))).isNotEqualTo(mapper.w(1, List.of(0.0, 1.0)));
        assertThat(mapper.w(1, List.of())).isEqualTo(mapper.w(1, List.of(1.0, 0.0)));
    }
}
