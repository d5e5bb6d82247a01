package studio.ganvas.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import studio.ganvas.engine.dataset.DatasetContents;
import studio.ganvas.engine.dataset.DatasetEntry;
import studio.ganvas.engine.dataset.DatasetReport;
import studio.ganvas.engine.dataset.PictureEntry;

class DatasetsModelTest {
    private final FakeDatasets library = new FakeDatasets(0)
            .withClothes(120)
            .withPairs(20)
            .withPlain("own", "Own pictures", 10)
            .withMissing("missing", "Old disk");
    private final DatasetsModel model = new DatasetsModel(library, Runnable::run);

    @Test
    void opensTheRememberedDatasetOrElseTheFirst() {
        model.open("own");
        assertThat(model.currentProperty().get()).map(DatasetEntry::id).contains("own");

        model.open("forgotten long ago");
        assertThat(model.currentProperty().get()).map(DatasetEntry::id).contains("clothes");
        assertThat(model.selectedProperty().get()).isPresent();
    }

    @Test
    void filtersByClassSplitAndName() {
        model.open("clothes");
        model.filterProperty().set(PictureFilter.ALL.withLabel(Optional.of("hats")));
        assertThat(model.tiles())
                .isNotEmpty()
                .allMatch(tile -> tile.first().label().equals(Optional.of("hats")))
                .hasSize(model.classCounts().get("hats"));

        model.filterProperty().set(PictureFilter.ALL.withSplit(Optional.of("test")));
        assertThat(model.tiles()).hasSize(30);

        model.filterProperty().set(PictureFilter.ALL.withText("00001"));
        assertThat(model.tiles())
                .extracting(tile -> tile.first().index())
                .containsExactly(1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void nameFilterLooksAtNeitherCaseNorSurroundingSpace() {
        model.open("clothes");
        model.filterProperty().set(PictureFilter.ALL.withText("  HATS "));
        assertThat(model.tiles()).hasSize(model.classCounts().get("hats"));
    }

    @Test
    void filtersByDomainUnlessPairsAreShown() {
        model.open("pairs");
        model.filterProperty().set(PictureFilter.ALL.withDomain(Optional.of("A-lineart")));
        assertThat(model.tiles()).hasSize(20);
        model.pairsProperty().set(true);
        assertThat(model.tiles()).hasSize(20);
    }

    @Test
    void aPairShowsTheFirstDomainAtTheLeftWhateverTheOrderOfFiles() {
        model.open("pairs");
        model.pairsProperty().set(true);
        assertThat(model.tiles()).hasSize(20).allSatisfy(tile -> {
            assertThat(tile.first().domain()).contains("A-lineart");
            assertThat(tile.second().orElseThrow().domain()).contains("B-colour");
            assertThat(tile.first().partner())
                    .contains(tile.second().orElseThrow().index());
        });
    }

    @Test
    void aPairStaysWhenOneHalfHasTheName() {
        model.open("pairs");
        model.pairsProperty().set(true);
        model.filterProperty().set(PictureFilter.ALL.withText("B-colour/picture-7"));
        assertThat(model.tiles()).hasSize(1);
    }

    @Test
    void pairsOfAnotherDatasetDoNotHideItsPictures() {
        model.pairsProperty().set(true);
        model.open("clothes");
        assertThat(model.tiles()).hasSize(120);
    }

    @Test
    void selectionFollowsItsPictureThroughFilters() {
        model.open("clothes");
        model.select(1);
        Tile chosen = model.selectedProperty().get().orElseThrow();
        model.filterProperty().set(PictureFilter.ALL.withLabel(chosen.first().label()));
        assertThat(model.selectedProperty().get()).contains(chosen);
        model.filterProperty().set(PictureFilter.ALL.withText("nothing has this name"));
        assertThat(model.selectedProperty().get()).isEmpty();
        assertThat(model.selectedIndexProperty().get()).isEqualTo(-1);
    }

    @Test
    void aSelectedBHalfIsFoundAgainInItsPair() {
        model.open("pairs");
        model.select(6);
        model.pairsProperty().set(true);
        assertThat(model.selectedProperty()
                        .get()
                        .orElseThrow()
                        .second()
                        .orElseThrow()
                        .index())
                .isEqualTo(6);
    }

    @Test
    void selectingOutOfRangeStaysInside() {
        model.open("own");
        model.select(99);
        assertThat(model.selectedIndexProperty().get()).isEqualTo(9);
        model.select(-5);
        assertThat(model.selectedIndexProperty().get()).isZero();
    }

    @Test
    void anotherDatasetStartsWithoutTheOldFilter() {
        model.open("clothes");
        model.filterProperty().set(PictureFilter.ALL.withLabel(Optional.of("hats")));
        model.open("own");
        assertThat(model.tiles()).hasSize(10);
    }

    @Test
    void aMissingPlaceIsSaidInWords() {
        model.open("missing");
        assertThat(model.contentsProperty().get())
                .isInstanceOfSatisfying(Load.Failed.class, failed -> assertThat(failed.message())
                        .contains("not there any more", "add it where it is now"));
        assertThat(model.tiles()).isEmpty();
    }

    @Test
    void addingOpensTheNewDatasetAndTellsWhatFailed() {
        List<DatasetEntry> added = new ArrayList<>();
        model.add(List.of(Path.of("/x/empty"), Path.of("/x/holiday")), added::add);
        assertThat(added).extracting(DatasetEntry::name).containsExactly("holiday");
        assertThat(model.currentProperty().get()).map(DatasetEntry::id).contains("holiday");
        assertThat(model.importProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(Path.of("/x/empty"));
            assertThat(problem.reason()).contains("no picture in empty");
        });
        assertThat(model.importingProperty().get()).isZero();
    }

    @Test
    void removingTheOpenDatasetOpensTheFirst() {
        model.open("own");
        model.remove(model.currentProperty().get().orElseThrow());
        assertThat(model.datasets()).extracting(DatasetEntry::id).doesNotContain("own");
        assertThat(model.currentProperty().get()).map(DatasetEntry::id).contains("clothes");
        assertThat(model.summaries()).doesNotContainKey("own");
    }

    @Test
    void startersStay() {
        model.open("clothes");
        model.remove(model.currentProperty().get().orElseThrow());
        assertThat(model.datasets()).extracting(DatasetEntry::id).contains("clothes");
    }

    @Test
    void summariesCountPairsOnce() {
        assertThat(model.summaries().get("pairs").value().orElseThrow().pairs()).isEqualTo(20);
        assertThat(model.summaries().get("clothes").value().orElseThrow().pairs())
                .isZero();
        assertThat(model.summaries().get("missing")).isInstanceOf(Load.Failed.class);
    }

    @Test
    void lateAnswersOfAnotherDatasetAreDropped() {
        SlowLibrary slow = new SlowLibrary();
        DatasetsModel late = new DatasetsModel(slow, Runnable::run);
        late.open("clothes");
        CompletableFuture<DatasetContents> clothes = slow.opened.get(slow.opened.size() - 1);
        late.open("own");
        slow.opened.get(slow.opened.size() - 1).complete(slow.known("own"));
        clothes.complete(slow.known("clothes"));
        assertThat(late.tiles()).hasSize(10);
    }

    @Test
    void aCancelledReportCanBeAskedForAgain() {
        SlowLibrary slow = new SlowLibrary();
        DatasetsModel patient = new DatasetsModel(slow, Runnable::run);
        patient.open("own");
        slow.opened.get(slow.opened.size() - 1).complete(slow.known("own"));
        assertThat(patient.reportProperty().get()).isInstanceOf(Load.Loading.class);
        patient.cancelReport();
        assertThat(slow.reports.get(0)).isCancelled();
        assertThat(patient.reportProperty().get()).isInstanceOf(Load.Nothing.class);
        patient.readReport();
        assertThat(slow.reports).hasSize(2);
    }

    /** Answers when the test says so. */
    private static final class SlowLibrary extends FakeDatasets {
        final List<CompletableFuture<DatasetContents>> opened = new ArrayList<>();
        final List<CompletableFuture<DatasetReport>> reports = new ArrayList<>();

        SlowLibrary() {
            super(0);
            withClothes(120).withPlain("own", "Own pictures", 10);
        }

        DatasetContents known(String id) {
            return super.open(id).join();
        }

        @Override
        public CompletableFuture<DatasetContents> open(String id) {
            opened.add(new CompletableFuture<>());
            return opened.get(opened.size() - 1);
        }

        @Override
        public CompletableFuture<DatasetReport> report(String id) {
            reports.add(new CompletableFuture<>());
            return reports.get(reports.size() - 1);
        }
    }

    /** A library whose lists take their time. */
    private static final class Slow extends FakeDatasets {
        final CompletableFuture<DatasetContents> list = new CompletableFuture<>();
        private final List<PictureEntry> first;

        Slow(List<PictureEntry> first) {
            super(0);
            this.first = first;
            withPlain("own", "Own pictures", 10);
        }

        @Override
        public CompletableFuture<DatasetContents> open(String id) {
            return list;
        }

        @Override
        public CompletableFuture<List<PictureEntry>> glance(String id) {
            return CompletableFuture.completedFuture(first);
        }

        DatasetContents contents() {
            return super.open("own").join();
        }
    }

    private static PictureEntry named(int index, String name) {
        return new PictureEntry(index, name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void theFirstPicturesAreShownWhileTheListIsRead() {
        Slow slow = new Slow(List.of(named(0, "00000/img00000000.png"), named(1, "00000/img00000001.png")));
        DatasetsModel opening = new DatasetsModel(slow, Runnable::run);
        List<String> moved = new ArrayList<>();
        opening.onMoved(moved::add);
        opening.open("own");
        assertThat(opening.contentsProperty().get()).isInstanceOf(Load.Loading.class);
        assertThat(opening.tiles()).hasSize(2);
        opening.select(1);
        slow.list.complete(slow.contents());
        assertThat(opening.tiles()).hasSize(10);
        assertThat(opening.selectedIndexProperty().get()).isEqualTo(1);
        assertThat(moved).isEmpty();
    }

    @Test
    void picturesThatTurnOutToHaveOtherPlacesAreFetchedAgain() {
        Slow slow = new Slow(List.of(named(0, "title.png"), named(1, "00000/img00000000.png")));
        DatasetsModel opening = new DatasetsModel(slow, Runnable::run);
        List<String> moved = new ArrayList<>();
        opening.onMoved(moved::add);
        opening.open("own");
        opening.select(1);
        slow.list.complete(slow.contents());
        assertThat(opening.tiles()).hasSize(10);
        assertThat(opening.selectedIndexProperty().get()).isZero();
        assertThat(moved).containsExactly("own");
    }
}
