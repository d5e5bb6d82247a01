package studio.ganvas.gan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.ganvas.tensor.Autograd;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.Tensor;

/** The numbers of a step, gathered on the device and copied to the host once: every copy waits for the device. */
public final class Losses {
    private final Map<String, Tensor> values = new LinkedHashMap<>();

    /** Notes a tensor of one element. */
    public Losses put(String name, Tensor value) {
        values.put(name, value.detach());
        return this;
    }

    /** Notes the mean of a discriminator's answers. */
    public Losses putMean(String name, Tensor answers) {
        return put(name, answers.detach().mean());
    }

    /** Name to value, in the order of noting. */
    public Map<String, Double> read() {
        Map<String, Double> read = new LinkedHashMap<>();
        try (Scope scope = Scope.open();
                Autograd.Recording none = Autograd.pause()) {
            List<Tensor> scalars = new ArrayList<>();
            values.values().forEach(value -> scalars.add(value.reshape()));
            float[] numbers = Ops.stack(0, scalars).toFloats();
            int i = 0;
            for (String name : values.keySet()) {
                read.put(name, (double) numbers[i++]);
            }
        }
        return read;
    }
}
