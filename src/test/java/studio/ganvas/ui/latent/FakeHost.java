package studio.ganvas.ui.latent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.stage.Window;
import studio.ganvas.ui.MemorySettings;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;

/** A window that notes what it is told. */
final class FakeHost implements PaneHost {
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final List<String> trained = new CopyOnWriteArrayList<>();
    private final MemorySettings settings = new MemorySettings();

    @Override
    public void show(String paneId) {}

    @Override
    public void openTraining(String datasetId) {
        trained.add(datasetId);
    }

    @Override
    public void notify(Notice notice) {
        notices.add(notice);
    }

    @Override
    public void error(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public MemorySettings settings() {
        return settings;
    }

    @Override
    public Window window() {
        return Window.getWindows().get(0);
    }

    @Override
    public ReadOnlyBooleanProperty darkProperty() {
        return new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();
    }
}
