package studio.ganvas.gan.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import studio.ganvas.gan.Samples;
import studio.ganvas.gan.TrainBatch;
import studio.ganvas.nn.Module;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.StateDict;
import studio.ganvas.tensor.Tensor;

/** The sheet of samples: a row for each pair of test pictures. */
final class Sheets {
    private static final long MOST = 8;

    private Sheets() {}

    /** @param row from one picture of each domain [1, C, H, W] to those that {@link UnitTraining#PICTURES} names */
    static Samples of(Module generators, TrainBatch fixed, BiFunction<Tensor, Tensor, List<Tensor>> row) {
        Tensor a = fixed.pictures().get("A");
        Tensor b = fixed.pictures().get("B");
        boolean before = generators.training();
        List<List<Tensor>> columns = new ArrayList<>();
        UnitTraining.PICTURES.forEach(name -> columns.add(new ArrayList<>()));
        try (Autograd.Recording none = Autograd.pause()) {
            generators.train(false);
            long n = Math.min(MOST, Math.min(a.size(0), b.size(0)));
            for (long i = 0; i < n; i++) {
                try (Scope scope = Scope.open()) {
                    List<Tensor> panels = row.apply(a.narrow(0, i, i + 1), b.narrow(0, i, i + 1));
                    for (int panel = 0; panel < panels.size(); panel++) {
                        columns.get(panel).add(scope.keep(panels.get(panel).copy()));
                    }
                }
            }
        } finally {
            generators.train(before);
        }
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            pictures.put(UnitTraining.PICTURES.get(i), Ops.cat(0, columns.get(i)));
        }
        return new Samples(pictures, columns.size());
    }

    /** Steps done, from a saved training state. */
    static long step(StateDict state) {
        return state.get("step")
                .orElseThrow(() -> new IllegalArgumentException("The saved training state has no step"))
                .toLongs()[0];
    }
}
