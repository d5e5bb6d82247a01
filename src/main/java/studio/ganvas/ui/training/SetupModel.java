package studio.ganvas.ui.training;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.ganvas.engine.Studio;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.run.Estimate;
import studio.ganvas.engine.run.Relief;
import studio.ganvas.engine.run.RunEntry;
import studio.ganvas.engine.run.RunRequest;
import studio.ganvas.gan.DataKind;
import studio.ganvas.gan.Preset;
import studio.ganvas.gan.SystemInfo;
import studio.ganvas.ui.control.Later;
import studio.ganvas.ui.control.OptionForm;
import studio.ganvas.ui.control.Words;
import studio.ganvas.ui.shell.Settings;

/**
 * What is to be trained: a system, a dataset that fits it, a preset and options. Something that can be started is
 * chosen from the first moment on. All methods on the thread of {@code fx}.
 */
public final class SetupModel {
    private final Studio studio;
    private final Settings settings;
    private final Executor fx;
    private final ObservableList<SystemInfo> systems = FXCollections.observableArrayList();
    private final ObservableList<DatasetEntry> datasets = FXCollections.observableArrayList();
    private final ObjectProperty<SystemInfo> system = new SimpleObjectProperty<>();
    private final ObjectProperty<DatasetEntry> dataset = new SimpleObjectProperty<>();
    private final ObjectProperty<Preset> preset = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<Path>> from = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<OptionForm> options = new ReadOnlyObjectWrapper<>(new OptionForm(List.of()));
    private final OptionForm schedule;
    private final ReadOnlyObjectWrapper<Optional<Estimate>> estimate = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
    private final Map<String, Set<DataKind>> kinds = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();
    private String refused = "";
    private long asked;
    private boolean settled;

    /** @param fx runs tasks on the thread of the window */
    public SetupModel(Studio studio, Settings settings, Executor fx) {
        this.studio = studio;
        this.settings = settings;
        this.fx = fx;
        this.schedule = new OptionForm(studio.runs().scheduleOptions());
        systems.setAll(studio.systems());
        schedule.versionProperty().addListener((property, was, is) -> judge());
        schedule.validProperty().addListener((property, was, is) -> judge());
        system.addListener((property, was, is) -> systemChosen());
        preset.addListener((property, was, is) -> presetChosen());
        dataset.addListener((property, was, is) -> judge());
        studio.datasets().onChange(() -> fx.execute(this::readLibrary));
        readLibrary();
    }

    private void readLibrary() {
        for (DatasetEntry entry : studio.datasets().list()) {
            if (!kinds.containsKey(entry.id())) {
                Later.take(
                        studio.datasets().open(entry.id()),
                        fx,
                        contents -> learn(entry.id(), contents.kinds()),
                        failure -> {
                            broken.put(entry.id(), String.valueOf(failure.getMessage()));
                            reconsider();
                        });
            }
        }
        reconsider();
    }

    private void learn(String id, Set<DataKind> found) {
        kinds.put(id, Set.copyOf(found));
        reconsider();
    }

    /** Offers what fits and chooses something as soon as anything does. */
    private void reconsider() {
        boolean before = settled;
        if (!settled) {
            Optional<SystemInfo> remembered = settings.text("training.system").flatMap(this::system);
            remembered
                    .filter(info -> fitting(info).findAny().isPresent())
                    .or(() -> systems.stream()
                            .filter(info -> fitting(info).findAny().isPresent())
                            .findFirst())
                    .or(() -> systems.stream().findFirst())
                    .filter(info -> info != system.get())
                    .ifPresent(system::set);
            settled = studio.datasets().list().stream()
                    .map(DatasetEntry::id)
                    .allMatch(id -> kinds.containsKey(id) || broken.containsKey(id));
        }
        offer(before);
    }

    /** @param keep whether the dataset was chosen with all of them known, so that it stays when it still fits */
    private void offer(boolean keep) {
        DatasetEntry before = dataset.get();
        List<DatasetEntry> fit =
                system.get() == null ? List.of() : fitting(system.get()).toList();
        if (!fit.equals(datasets)) {
            datasets.setAll(fit);
        }
        Optional<String> remembered = settings.text("training.dataset");
        dataset.set(fit.stream()
                .filter(entry -> keep && entry.equals(before))
                .findFirst()
                .or(() -> fit.stream()
                        .filter(entry -> remembered.filter(entry.id()::equals).isPresent())
                        .findFirst())
                .or(() -> fit.stream().findFirst())
                .orElse(null));
        judge();
    }

    private java.util.stream.Stream<DatasetEntry> fitting(SystemInfo info) {
        return studio.datasets().list().stream()
                .filter(entry -> kinds.getOrDefault(entry.id(), Set.of()).contains(info.data()));
    }

    private Optional<SystemInfo> system(String id) {
        return systems.stream().filter(info -> info.id().equals(id)).findFirst();
    }

    private void systemChosen() {
        SystemInfo info = system.get();
        if (info == null) {
            return;
        }
        from.set(Optional.empty());
        OptionForm form = new OptionForm(info.options());
        form.versionProperty().addListener((property, was, is) -> judge());
        form.validProperty().addListener((property, was, is) -> judge());
        options.set(form);
        Optional<String> remembered = settings.text("training.preset." + info.id());
        preset.set(null);
        preset.set(info.presets().stream()
                .filter(candidate -> remembered.filter(candidate.id()::equals).isPresent())
                .findFirst()
                .orElse(info.presets().isEmpty() ? null : info.presets().get(0)));
        form.entries().forEach(entry -> settings.text(key(info, entry)).ifPresent(entry::edit));
        offer(settled);
    }

    private void presetChosen() {
        if (preset.get() != null) {
            options.get().base(known(options.get(), preset.get().values()));
            schedule.base(known(schedule, preset.get().values()));
        }
    }

    private static Map<String, Object> known(OptionForm form, Map<String, Object> values) {
        Map<String, Object> known = new HashMap<>(values);
        known.keySet().removeIf(key -> !form.has(key));
        return known;
    }

    /** Chooses a system with a preset as it is, whatever was changed before; unknown ones are passed over. */
    public void choose(String systemId, String presetId) {
        system(systemId).ifPresent(info -> {
            settled = true;
            system.set(info);
            info.presets().stream()
                    .filter(each -> each.id().equals(presetId))
                    .findFirst()
                    .ifPresent(each -> {
                        options.get().entries().forEach(OptionForm.Entry::reset);
                        preset.set(each);
                        presetChosen();
                    });
        });
    }

    /** Chooses a dataset that was found elsewhere, with a system that it fits. */
    public void use(String datasetId) {
        Later.take(
                studio.datasets().open(datasetId),
                fx,
                contents -> {
                    settled = true;
                    kinds.put(datasetId, Set.copyOf(contents.kinds()));
                    if (system.get() == null
                            || !contents.kinds().contains(system.get().data())) {
                        systems.stream()
                                .filter(info -> contents.kinds().contains(info.data()))
                                .findFirst()
                                .ifPresent(system::set);
                    }
                    offer(settled);
                    datasets.stream()
                            .filter(entry -> entry.id().equals(datasetId))
                            .findFirst()
                            .ifPresent(dataset::set);
                },
                failure -> {
                    broken.put(datasetId, String.valueOf(failure.getMessage()));
                    judge();
                });
    }

    private void judge() {
        asked++;
        refused = "";
        // whether a run is chosen at all first: whoever hears of the estimate asks for it
        say();
        estimate.set(Optional.empty());
        version.set(version.get() + 1);
    }

    private void say() {
        String words = refused;
        if (system.get() == null) {
            words = Words.of("training.setup.nothing");
        } else if (dataset.get() == null) {
            words = broken.isEmpty()
                    ? Words.of(
                            "training.setup.nodata",
                            Words.of("training.kind." + system.get().data()))
                    : String.join("\n", broken.values());
        } else if (!options.get().validProperty().get()
                || !schedule.validProperty().get()) {
            words = Words.of("training.setup.invalid");
        }
        problem.set(words);
        ready.set(words.isEmpty());
    }

    /** Asks what the chosen run would need. The answer to an older question is dropped. */
    public void refreshEstimate() {
        if (!ready.get() && refused.isEmpty()) {
            return;
        }
        long question = ++asked;
        Later.take(
                studio.runs().estimate(request()),
                fx,
                answer -> {
                    if (question == asked) {
                        estimate.set(Optional.of(answer));
                    }
                },
                failure -> {
                    if (question == asked) {
                        refused = String.valueOf(failure.getMessage());
                        say();
                    }
                });
    }

    /** Changes the chosen run so that it fits this machine. */
    public void apply(Relief relief) {
        if (relief.preset().isEmpty()) {
            relief.changes().forEach((key, value) -> options.get().entry(key).edit(value));
        } else {
            preset(relief).ifPresent(preset::set);
            // also when it was chosen already and its values were changed
            presetChosen();
        }
    }

    private Optional<Preset> preset(Relief relief) {
        return system.get().presets().stream()
                .filter(each -> each.id().equals(relief.preset()))
                .findFirst();
    }

    /** The values of a change as its options call them: "Batch size 8", or the preset's name. */
    public String describe(Relief relief) {
        return preset(relief).map(Preset::label).orElseGet(() -> relief.changes().entrySet().stream()
                .map(change -> options.get().entry(change.getKey()).option().label() + " " + change.getValue())
                .collect(Collectors.joining(", ")));
    }

    /** The chosen run. */
    public RunRequest request() {
        return new RunRequest(
                Objects.requireNonNull(system.get()).id(),
                Objects.requireNonNull(dataset.get()).id(),
                options.get().changes(),
                schedule.changes(),
                from.get());
    }

    /** Keeps the choices for the next start of the program. */
    public void remember() {
        SystemInfo info = system.get();
        settings.put("training.system", info.id());
        settings.put("training.dataset", dataset.get().id());
        if (preset.get() != null) {
            settings.put("training.preset." + info.id(), preset.get().id());
        }
        for (OptionForm.Entry entry : options.get().entries()) {
            if (entry.changedProperty().get()) {
                settings.put(
                        key(info, entry), String.valueOf(entry.valueProperty().get()));
            } else {
                settings.remove(key(info, entry));
            }
        }
    }

    private static String key(SystemInfo info, OptionForm.Entry entry) {
        return "training.option." + info.id() + "." + entry.option().key();
    }

    public ObservableList<SystemInfo> systems() {
        return systems;
    }

    /** Those that fit the chosen system. */
    public ObservableList<DatasetEntry> datasets() {
        return datasets;
    }

    public ObjectProperty<SystemInfo> systemProperty() {
        return system;
    }

    public ObjectProperty<DatasetEntry> datasetProperty() {
        return dataset;
    }

    public ObjectProperty<Preset> presetProperty() {
        return preset;
    }

    /** A file of weights or a run's folder that the networks begin with; empty begins from nothing. */
    public ObjectProperty<Optional<Path>> fromProperty() {
        return from;
    }

    /** Runs of the chosen system that have something to begin with, the newest first. */
    public List<RunEntry> starts() {
        return studio.runs().list().stream()
                .filter(run -> system.get() != null
                        && run.systemId().equals(system.get().id())
                        && run.steps() > 0)
                .toList();
    }

    /** A new form whenever another system is chosen. */
    public ReadOnlyObjectProperty<OptionForm> optionsProperty() {
        return options.getReadOnlyProperty();
    }

    /** Steps, seed, intervals. */
    public OptionForm schedule() {
        return schedule;
    }

    public ReadOnlyObjectProperty<Optional<Estimate>> estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /** Counts changes of the chosen run; after each the estimate is unknown. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Why the chosen run can't be started; empty when it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }
}
