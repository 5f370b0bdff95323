package org.guildhall.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;

/** The shapes of who is there, in the desk's API: fields may be added, never changed or left out. */
final class PresenceJson {

    private PresenceJson() {}

    /** Everybody who answers citizens, by username. */
    record Everybody(List<One> staff) {
        static Everybody of(List<Colleague> colleagues, Map<String, Integer> load, int installation) {
            return new Everybody(colleagues.stream()
                    .map(one -> One.of(one, load.getOrDefault(one.member().username(), 0), installation))
                    .toList());
        }
    }

    /**
     * One of them: {@code here} while a page of theirs is open, {@code away} when nothing new is to come to them, {@code busy}
     * conversations that count, {@code capacity} conversations they are given at once, {@code languages} besides English.
     */
    record One(
            String username,
            String name,
            List<String> teams,
            boolean here,
            boolean away,
            @Nullable Instant awayUntil,
            int busy,
            int capacity,
            List<String> languages) {
        static One of(Colleague one, int busy, int installation) {
            return new One(
                    one.member().username(),
                    one.member().fullName(),
                    List.copyOf(one.member().teams()),
                    one.here(),
                    one.away(),
                    one.awayUntil(),
                    busy,
                    one.capacity(installation),
                    List.copyOf(new TreeSet<>(one.languages())));
        }
    }

    /** How one stands oneself. */
    record Me(boolean away, @Nullable Instant awayUntil) {
        static Me of(Presence.Here here) {
            return new Me(here.away(), here.awayUntil());
        }
    }

    /** Who else looks at a conversation; who writes there looks at it too. */
    record Looking(List<StaffName> looking, List<StaffName> writing) {
        static Looking of(Company company) {
            List<StaffName> all = new ArrayList<>(company.writing());
            all.addAll(company.reading());
            return new Looking(all, company.writing());
        }
    }
}
