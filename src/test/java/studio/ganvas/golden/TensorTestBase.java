package studio.ganvas.golden;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import studio.ganvas.tensor.Scope;
import studio.ganvas.tensor.TensorStore;

/** An open scope and a store for each test. */
public abstract class TensorTestBase {
    protected TensorStore store;
    private Scope scope;

    @BeforeEach
    void openScope() {
        scope = Scope.open();
        store = new TensorStore();
    }

    @AfterEach
    void closeScope() {
        store.close();
        scope.close();
    }
}
