package studio.ganvas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.ganvas.tensor.HostTensor;
import studio.ganvas.tensor.StateDict;

/** Checkpoints that people published, where the folder with them exists. */
class RealCheckpointsTest {
    private static final Path FOLDER = Path.of(System.getProperty("checkpoints.dir", "absent"));

    @BeforeEach
    void skipWithoutTheFiles() {
        Assumptions.assumeTrue(
                Files.isDirectory(FOLDER), "Skipped: no folder with real checkpoints (checkpoints.dir) at " + FOLDER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "akanametov-wgan-gp-mnist/generator.pt | TORCH_ZIP | '' | 23 | model.0.block.0.weight | 64,256,3,3",
                "akanametov-wgan-gp-mnist/critic.pt | TORCH_ZIP | '' | 16 | model.0.block.0.weight | 64,1,4,4",
                "aamirmalik-dcgan-mnist/generator.pt | TORCH_ZIP | state_dict | 13 | net.0.weight | 100,128,7,7",
                "hayato-cwgan-gp-mnist/generator.pth | TORCH_ZIP | '' | 24 | label_emb.weight | 10,10",
                "csinva-mlp-gan-mnist/G--300.ckpt | TORCH_LEGACY | '' | 6 | 0.weight | 256,64",
                "csinva-mlp-gan-mnist/D--300.ckpt | TORCH_LEGACY | '' | 6 | 0.weight | 256,784",
                "csinva-mlp-gan-mnist/netD_epoch_99.pth | TORCH_LEGACY | '' | 14 | main.0.weight | 64,1,4,4",
                "resnet20-cifar10-features/resnet20-12fca82f.th | TORCH_LEGACY | state_dict | 97 | module.conv1.weight | 16,3,3,3",
                "lpips-linear-weights/v0.1_alex.pth | TORCH_LEGACY | '' | 5 | lin0.model.1.weight | 1,64,1,1",
                "lpips-linear-weights/v0.1_vgg.pth | TORCH_LEGACY | '' | 5 | lin0.model.1.weight | 1,64,1,1",
                "lpips-linear-weights/v0.1_squeeze.pth | TORCH_LEGACY | '' | 7 | lin0.model.1.weight | 1,64,1,1",
                "lpips-linear-weights/v0.0_squeeze.pth | TORCH_LEGACY | '' | 7 | lin0.model.1.weight | 1,64,1,1",
                "converted-from-akanametov/generator.safetensors | SAFETENSORS | '' | 23 | model.0.block.0.weight | 64,256,3,3",
            })
    void publishedFilesOpen(String file, CheckpointFormat format, String path, int size, String name, String shape) {
        try (Checkpoint checkpoint = Checkpoints.open(FOLDER.resolve(file))) {
            StateDict weights = checkpoint.stateDicts().get(path);

            assertThat(checkpoint.format()).isEqualTo(format);
            assertThat(weights.size()).isEqualTo(size);
            assertThat(Arrays.toString(weights.get(name).orElseThrow().shape()))
                    .isEqualTo("[" + shape.replace(",", ", ") + "]");
            weights.entries().forEach((key, tensor) -> {
                boolean finite = Arrays.stream(tensor.toDoubles()).allMatch(Double::isFinite);
                assertThat(finite).as(key).isTrue();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"generator.npz, ''", "generator-legacy.pth, ''", "generator-nested.pt, g_ema"})
    void theSameWeightsInOtherContainersHaveTheSameBytes(String file, String path) {
        Path folder = FOLDER.resolve("converted-from-akanametov");
        Map<String, HostTensor> expected =
                Safetensors.read(folder.resolve("generator.safetensors")).entries();
        try (Checkpoint checkpoint = Checkpoints.open(folder.resolve(file));
                Checkpoint original = Checkpoints.open(FOLDER.resolve("akanametov-wgan-gp-mnist/generator.pt"))) {
            StateDict weights = checkpoint.stateDicts().get(path);

            assertThat(weights.names()).isEqualTo(expected.keySet());
            expected.forEach((name, tensor) -> {
                assertThat(weights.get(name).orElseThrow().bytes()).as(name).isEqualTo(tensor.bytes());
                assertThat(original.stateDicts().get("").get(name).orElseThrow().bytes())
                        .as(name)
                        .isEqualTo(tensor.bytes());
            });
        }
    }

    @Test
    void halfPrecisionWeightsAgreeWithinHalfPrecision() {
        Path folder = FOLDER.resolve("converted-from-akanametov");
        StateDict expected = Safetensors.read(folder.resolve("generator.safetensors"));
        try (Checkpoint checkpoint = Checkpoints.open(folder.resolve("generator-fp16.pt"))) {
            checkpoint.stateDicts().get("").entries().forEach((name, half) -> {
                float[] full = expected.get(name).orElseThrow().toFloats();
                float[] rounded = half.toFloats();
                for (int i = 0; i < full.length; i++) {
                    assertThat(rounded[i]).as(name).isCloseTo(full[i], within(1e-6f + Math.abs(full[i]) / 2048));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "akanametov-wgan-gp-mnist/reference-akanametov_wgangp.npz, '[10, 1, 28, 28]'",
        "aamirmalik-dcgan-mnist/reference-aamir_dcgan.npz, '[10, 1, 28, 28]'",
        "hayato-cwgan-gp-mnist/reference-hayato_cwgan.npz, '[10, 1, 28, 28]'",
        "csinva-mlp-gan-mnist/reference-csinva_mlp.npz, '[10, 784]'"
    })
    void referenceOutputsAreReadable(String file, String shape) {
        HostTensor output = Npz.read(FOLDER.resolve(file)).get("output").orElseThrow();

        assertThat(Arrays.toString(output.shape())).isEqualTo(shape);
    }
}
