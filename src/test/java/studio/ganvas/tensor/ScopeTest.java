package studio.ganvas.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void tensorsEndWithTheirScope() {
        try (Scope outer = Scope.open()) {
            Tensor gone;
            try (Scope inner = Scope.open()) {
                gone = Tensor.full(1, 2);
            }
            assertThatThrownBy(gone::toFloats).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void keptTensorsLiveOnInTheEnclosingScope() {
        try (Scope outer = Scope.open()) {
            Tensor kept;
            try (Scope inner = Scope.open()) {
                kept = inner.keep(Tensor.full(3, 2));
            }
            assertThat(kept.toFloats()).containsExactly(3, 3);
            assertThat(Scope.tidy(() -> kept.add(1)).toFloats()).containsExactly(4, 4);
        }
    }

    @Test
    void anOutermostScopeCanKeepNothing() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.zeros(1);
            assertThatThrownBy(() -> scope.keep(x)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void ownedTensorsLiveUntilTheirStoreCloses() {
        TensorStore store = new TensorStore();
        Tensor owned;
        try (Scope scope = Scope.open()) {
            owned = store.own(Tensor.full(2, 1));
        }
        try (Scope scope = Scope.open()) {
            assertThat(owned.item()).isEqualTo(2);
        }
        store.close();
        assertThatThrownBy(owned::toFloats).isInstanceOf(RuntimeException.class);
    }

    @Test
    void gradientsAreOffUntilAskedForOnEveryThread() throws ExecutionException, InterruptedException {
        boolean[] recorded = CompletableFuture.supplyAsync(() -> {
                    try (Scope scope = Scope.open()) {
                        Tensor x = Tensor.full(1, 1).requiresGrad(true);
                        boolean before = isRecorded(x);
                        boolean during;
                        boolean paused;
                        try (Autograd.Recording on = Autograd.record()) {
                            during = isRecorded(x);
                            try (Autograd.Recording off = Autograd.pause()) {
                                paused = isRecorded(x);
                            }
                        }
                        return new boolean[] {before, during, paused, isRecorded(x)};
                    }
                })
                .get();
        assertThat(recorded).containsExactly(false, true, false, false);
    }

    private static boolean isRecorded(Tensor x) {
        Tensor y = x.mul(2);
        try {
            return Autograd.grad(y, List.of(x)).get(0).item() == 2;
        } catch (TensorException noGraph) {
            return false;
        }
    }
}
