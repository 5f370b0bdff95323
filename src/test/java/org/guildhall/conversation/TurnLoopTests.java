package org.guildhall.conversation;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class TurnLoopTests {

    private static final int SOON_MILLIS = 20_000;

    @Test
    void goesOnDecidingAfterTheDatabaseFailedToSayWhatIsDue() {
        Leases.Lease lease = new Leases.Lease(UUID.randomUUID(), 1, 1);
        Turns turns = mock(Turns.class);
        when(turns.due(anyInt()))
                .thenThrow(new DataAccessResourceFailureException("away"))
                .thenReturn(List.of(lease))
                .thenReturn(List.of());
        TurnLoop loop = new TurnLoop();
        try (ExecutorService threads = loop.turnThreads();
                Worker worker = loop.turnsWorker(turns, House::echo, new Signals(), threads)) {
            worker.start();

            verify(turns, timeout(SOON_MILLIS)).work(lease);
        }
    }
}
