package studio.ganvas.ui.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.stage.Window;
import studio.ganvas.engine.EngineStatus;
import studio.ganvas.engine.Jobs;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetLibrary;
import studio.ganvas.engine.latent.LatentLab;
import studio.ganvas.engine.metric.Metrics;
import studio.ganvas.engine.model.Models;
import studio.ganvas.engine.model.Showcase;
import studio.ganvas.engine.run.Runs;
import studio.ganvas.engine.stylize.Insight;
import studio.ganvas.engine.stylize.Stylist;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.shell.Notice;
import studio.ganvas.ui.shell.PaneHost;
import studio.ganvas.ui.shell.Settings;

/** The two sides of the pane: a window that notes what it is told, and a studio with nothing but datasets. */
final class FakeWindow implements PaneHost {
    final List<Notice> notices = new ArrayList<>();
    final Map<String, String> remembered = new HashMap<>();
    Optional<String> trained = Optional.empty();

    static Studio studio(DatasetLibrary library) {
        return new Studio() {
            @Override
            public List<SystemInfo> systems() {
                return List.of();
            }

            @Override
            public DatasetLibrary datasets() {
                return library;
            }

            @Override
            public Runs runs() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Models models() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Insight insight() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Stylist stylist() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Metrics metrics() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Showcase showcase() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public LatentLab latent() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public Jobs jobs() {
                throw new UnsupportedOperationException("not asked for by this pane");
            }

            @Override
            public EngineStatus status() {
                return new EngineStatus(EngineStatus.State.READY, "CPU", "", 0);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void show(String paneId) {}

    @Override
    public void openTraining(String datasetId) {
        trained = Optional.of(datasetId);
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
    public Settings settings() {
        return new Settings() {
            @Override
            public Optional<String> text(String key) {
                return Optional.ofNullable(remembered.get(key));
            }

            @Override
            public void put(String key, String value) {
                remembered.put(key, value);
            }

            @Override
            public void remove(String key) {
                remembered.remove(key);
            }

            @Override
            public void clear() {
                remembered.clear();
            }
        };
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
