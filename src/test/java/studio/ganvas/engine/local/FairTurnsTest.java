package studio.ganvas.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairTurnsTest {
    private final FairTurns turns = new FairTurns();

    private static final class Fake implements Work {
        private final long piece;
        private boolean ready = true;
        private boolean finished;
        private int pieces;

        Fake(long piece) {
            this.piece = piece;
        }

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public void advance() {
            pieces++;
        }

        @Override
        public boolean finished() {
            return finished;
        }
    }

    private Fake added(long piece) {
        Fake work = new Fake(piece);
        turns.add(work);
        return work;
    }

    private void run(int pieces) {
        for (int i = 0; i < pieces; i++) {
            Fake work = (Fake) turns.next().orElseThrow();
            work.advance();
            turns.used(work, work.piece);
        }
    }

    @Test
    void smallPiecesGetAsMuchTimeAsLargeOnes() {
        Fake training = added(1000);
        Fake projection = added(50);
        run(210);
        assertThat(training.pieces).isEqualTo(10);
        assertThat(projection.pieces).isEqualTo(200);
    }

    @Test
    void whoWaitedOrComesNewDoesNotKeepTheOthersOut() {
        Fake training = added(1000);
        Fake paused = added(1000);
        paused.ready = false;
        run(100);
        assertThat(training.pieces).isEqualTo(100);
        paused.ready = true;
        Fake late = added(1000);
        run(30);
        assertThat(training.pieces).isBetween(109, 111);
        assertThat(paused.pieces).isBetween(9, 11);
        assertThat(late.pieces).isBetween(9, 11);
    }

    @Test
    void whatWasUsedBeforeAPauseIsNoDebt() {
        Fake training = added(1000);
        run(100);
        training.ready = false;
        Fake projection = added(1000);
        run(5);
        training.ready = true;
        run(10);
        assertThat(training.pieces).isBetween(104, 106);
        assertThat(projection.pieces).isBetween(9, 11);
    }

    @Test
    void finishedWorkIsDroppedAndNobodyReadyIsNobody() {
        Fake one = added(1);
        Fake other = added(1);
        one.finished = true;
        other.ready = false;
        assertThat(turns.next()).isEmpty();
        one.finished = false;
        assertThat(turns.next()).as("dropped for good").isEmpty();
        other.ready = true;
        assertThat(turns.next()).contains(other);
    }
}
