package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * A session in a list.
 *
 * @param device what its owner sits at, in words
 * @param address from where they signed in, in words
 * @param since when, in words
 * @param used when it was used last, in words; a minute may be missing
 * @param here whether it is the one that looks
 */
record SessionRow(UUID id, String device, String address, String since, String used, boolean here) {

    static List<SessionRow> of(List<Sessions.Open> all, ZoneId zone) {
        return all.stream().map(one -> of(one, zone)).toList();
    }

    private static SessionRow of(Sessions.Open one, ZoneId zone) {
        String device = one.device();
        String address = one.address();
        return new SessionRow(
                one.id(),
                device == null ? WORDS.say("session.device") : device,
                address == null ? WORDS.say("session.address") : address,
                Spoken.at(one.since(), zone),
                Spoken.at(one.lastUsed(), zone),
                one.here());
    }
}
