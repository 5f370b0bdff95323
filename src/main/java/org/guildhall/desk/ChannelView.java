package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A messenger on the channels page, in words. All of it is shown escaped.
 *
 * @param name as in addresses
 * @param title as people call it
 * @param on whether it is switched on
 * @param standing whether it reaches us, in a sentence
 * @param facts what is known of all our sides of it together
 * @param accounts each of our sides, where there are several; otherwise none
 * @param testable whether a test message can be sent
 */
record ChannelView(
        String name,
        String title,
        boolean on,
        String standing,
        List<Fact> facts,
        List<Side> accounts,
        boolean testable) {

    /** One thing that is known. */
    record Fact(String label, String words) {}

    /** One of our sides: its name at the messenger, made visible, and what is known of it. */
    record Side(String account, String standing, List<Fact> facts) {}

    static ChannelView of(ChannelJson.Channel channel, ZoneId zone) {
        return new ChannelView(
                channel.name(),
                Spoken.messenger(channel.name()),
                channel.configured(),
                channel.configured() ? standing(channel.verifiedAt(), zone) : WORDS.say("channel.off"),
                facts(channel.heardAt(), channel.sentAt(), channel.windowSeconds(), channel.chargedThisMonth(), zone),
                channel.accounts().size() > 1
                        ? channel.accounts().stream()
                                .map(account -> side(account, zone))
                                .toList()
                        : List.of(),
                channel.testable());
    }

    private static Side side(ChannelJson.Account account, ZoneId zone) {
        return new Side(
                ShownText.visible(account.account()),
                standing(account.verifiedAt(), zone),
                facts(account.heardAt(), account.sentAt(), account.windowSeconds(), account.chargedThisMonth(), zone));
    }

    private static String standing(@Nullable Instant verifiedAt, ZoneId zone) {
        return verifiedAt == null
                ? WORDS.say("channel.unverified")
                : WORDS.say("channel.verified", Map.of("at", Spoken.at(verifiedAt, zone)));
    }

    private static List<Fact> facts(
            @Nullable Instant heardAt,
            @Nullable Instant sentAt,
            @Nullable Long windowSeconds,
            ChannelJson.Charged charged,
            ZoneId zone) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("heard", at(heardAt, zone)));
        facts.add(fact("sent", at(sentAt, zone)));
        facts.add(fact(
                "window",
                windowSeconds == null
                        ? WORDS.say("channel.window.always")
                        : WORDS.say(
                                "channel.window.for", Map.of("span", Spoken.span(Duration.ofSeconds(windowSeconds))))));
        facts.add(fact("charged", charged(charged)));
        return facts;
    }

    private static Fact fact(String what, String words) {
        return new Fact(WORDS.say("channel.fact." + what), words);
    }

    private static String at(@Nullable Instant at, ZoneId zone) {
        return at == null ? WORDS.say("channel.never") : Spoken.at(at, zone);
    }

    /** With the messenger's own words for kinds, which are few and known to whoever pays for them. */
    private static String charged(ChannelJson.Charged charged) {
        if (charged.messages() == 0) {
            return WORDS.say("channel.charged.nothing");
        }
        String kinds = charged.categories().entrySet().stream()
                .map(kind -> kind.getValue() + " " + ShownText.visible(kind.getKey()))
                .collect(Collectors.joining(", "));
        Map<String, Object> gaps = Map.of("number", charged.messages(), "kinds", kinds, "segments", charged.segments());
        return WORDS.say(charged.segments() == 0 ? "channel.charged.messages" : "channel.charged.segments", gaps);
    }
}
