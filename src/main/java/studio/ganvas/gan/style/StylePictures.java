package studio.ganvas.gan.style;

import java.util.Optional;
import studio.ganvas.gan.NoiseGenerator;
import studio.ganvas.tensor.Ops;
import studio.ganvas.tensor.Tensor;

/** A generator of the StyleGAN family as one step from z to a picture, with stored noise and without truncation. */
public record StylePictures(StyleGenerator generator) implements NoiseGenerator {
    @Override
    public int zDim() {
        return generator.zDim();
    }

    @Override
    public int classes() {
        return generator.classes();
    }

    /** z [N, zDim] and labels int64 [N], which unconditional networks ignore → [N, C, S, S] in [−1, 1]. */
    @Override
    public Tensor generate(Tensor z, Optional<Tensor> labels) {
        boolean before = generator.network().training();
        generator.network().train(false);
        try {
            Tensor ws = generator.rows(generator.w(z, oneHot(labels)));
            return generator.synthesise(ws, Rendering.CONST_NOISE).clamp(-1, 1);
        } finally {
            generator.network().train(before);
        }
    }

    private Optional<Tensor> oneHot(Optional<Tensor> labels) {
        return classes() == 0
                ? Optional.empty()
                : Optional.of(Ops.oneHot(
                        labels.orElseThrow(() -> new IllegalArgumentException(
                                "This network makes pictures of a class: say which class each is to be of.")),
                        classes()));
    }
}
