package studio.ganvas.engine.local;

import java.util.concurrent.CompletableFuture;
import studio.ganvas.gan.Translator;
import studio.ganvas.tensor.Tensor;

/** What a translator makes of a dataset's pictures. */
record TranslatedPictures(Translator translator, Translator.Direction direction, DatasetPictures inputs)
        implements PictureSource {
    @Override
    public int size() {
        return inputs.size();
    }

    @Override
    public CompletableFuture<?> prepare(int from, int to) {
        return inputs.prepare(from, to);
    }

    @Override
    public Taken take(int from, int to) {
        Taken taken = inputs.take(from, to);
        Tensor translated =
                taken.numbers().length == 0 ? taken.pictures() : translator.translate(taken.pictures(), direction);
        return new Taken(GeneratedPictures.eightBit(translated), taken.numbers());
    }
}
