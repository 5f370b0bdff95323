package org.guildhall.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.simulator.Caller;

/**
 * Citizens who say things at a rate that does not wait for answers. Who says what, and when, repeats with the seed; each
 * citizen's words go in their order.
 */
final class Crowd implements AutoCloseable {

    /** One in so many messages goes by web chat, when there is anybody on it. */
    private static final int WEB_CHAT_SHARE = 10;

    /** One in so many goes by another messenger than Telegram, when there is anybody there. */
    private static final int OTHERS_SHARE = 5;
    /** As many on each of the others as a fraction of those on Telegram. */
    private static final int FEWER = 4;

    private static final long FIRST_ID = 5_000_000;
    /** A number of nobody's (Ofcom keeps 07700 900000 to 900999 for that), with room for more. */
    private static final long FIRST_NUMBER = 447_700_900_000L;

    private static final int NUMBERS_OF_ONE = 10_000;

    private final Random random;
    private final List<String> questions;
    private final List<TelegramPerson> people = new ArrayList<>();
    private final List<OtherPerson> others = new ArrayList<>();
    private final List<ChatCitizen> visitors = new ArrayList<>();
    private final List<OtherMessengers.Receipts> receipts = new ArrayList<>();
    private final boolean inTurn;
    private int asked;

    /** So many on Telegram, at least one, and so many on web chat. */
    Crowd(Driver driver, Messenger messenger, long seed, int people, int visitors, List<String> questions) {
        this(driver, messenger, seed, FIRST_ID, people, visitors, questions, false);
    }

    /** So many on Telegram, at least four, a quarter of them on each other messenger there is, and so many on web chat. */
    static Crowd everywhere(
            Driver driver, Messenger messenger, long seed, int people, int visitors, List<String> questions) {
        Crowd crowd = new Crowd(driver, messenger, seed, people, visitors, questions);
        crowd.join(messenger, driver, people / FEWER);
        return crowd;
    }

    private void join(Messenger messenger, Driver driver, int each) {
        List<Caller> callers = messenger.others();
        for (int i = 0; i < each * callers.size(); i++) {
            int caller = i % callers.size();
            String person = Long.toString(FIRST_NUMBER + (long) caller * NUMBERS_OF_ONE + i / callers.size());
            OtherPerson other = new OtherPerson(callers.get(caller), person, driver, messenger);
            others.add(other);
            other.begin();
        }
        receipts.add(messenger.receiptsThrough(driver));
    }

    /** Citizens on Telegram who take turns, so that nobody asks again before everybody has. */
    static Crowd inTurn(Driver driver, Messenger messenger, long firstId, int people, List<String> questions) {
        return new Crowd(driver, messenger, 0, firstId, people, 0, questions, true);
    }

    /** Citizens on web chat who take turns. */
    static Crowd onWebChat(Driver driver, Messenger messenger, int visitors, List<String> questions) {
        return new Crowd(driver, messenger, 0, 0, 0, visitors, questions, true);
    }

    private Crowd(
            Driver driver,
            Messenger messenger,
            long seed,
            long firstId,
            int people,
            int visitors,
            List<String> questions,
            boolean inTurn) {
        this.random = new Random(seed);
        this.questions = List.copyOf(questions);
        this.inTurn = inTurn;
        for (int i = 0; i < people; i++) {
            this.people.add(new TelegramPerson(firstId + i, driver, messenger));
        }
        for (int i = 0; i < visitors; i++) {
            this.visitors.add(new ChatCitizen("visitor-" + i, driver));
        }
        everybody().forEach(Citizen::begin);
    }

    /** Asks so many a second for this long, by the clock alone. */
    void ask(double perSecond, Duration time) throws InterruptedException {
        Load.keepTo(perSecond, System.nanoTime() + time.toNanos(), this::next);
    }

    /** Asks so many a second, in the background, until it is closed. */
    Load keepAsking(double perSecond) {
        return Load.start("crowd", perSecond, this::next);
    }

    /** One question each from so many at this very moment. */
    void burst(int messages) {
        for (int i = 0; i < messages; i++) {
            next(System.nanoTime());
        }
    }

    /** Questions asked so far. */
    synchronized int asked() {
        return asked;
    }

    List<ChatCitizen> visitors() {
        return visitors;
    }

    /** Waits until everything that was asked has been acknowledged. False when it takes longer. */
    boolean awaitAcknowledged(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (everybody().anyMatch(Citizen::busy)) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    @Override
    public void close() {
        everybody().forEach(Citizen::close);
        receipts.forEach(OtherMessengers.Receipts::close);
    }

    /** A burst may fall into a steady load. */
    private synchronized void next(long since) {
        String question = questions.get(asked % questions.size());
        int turn = asked++;
        boolean web = people.isEmpty() || (!visitors.isEmpty() && random.nextInt(WEB_CHAT_SHARE) == 0);
        boolean other = !web && !others.isEmpty() && random.nextInt(OTHERS_SHARE) == 0;
        List<? extends Citizen> here = web ? visitors : other ? others : people;
        here.get(inTurn ? turn % here.size() : random.nextInt(here.size())).wish(question, since);
    }

    private Stream<Citizen> everybody() {
        return Stream.of(people, others, visitors).flatMap(List::stream);
    }
}
