package org.guildhall.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One who carries text messages in a rehearsal. */
final class TextStage extends VendorStage {

    private final TextApi api;
    private final TextVendor vendor;
    private final People blocking = new People();
    private final People away = new People();

    TextStage(String name, TextApi api, TextVendor vendor, Line line) {
        super(name, api, vendor, line);
        this.api = api;
        this.vendor = vendor;
        api.watching(this::show);
        api.failing(message -> blocking.has(digits(message.person()))
                ? vendor.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE)
                : Fault.NONE);
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        Optional<WebhookCall> call = call(person, id, deed);
        if (call.isPresent()) {
            if (!(deed instanceof Deed.Received || deed instanceof Deed.Read)) {
                away.put(person, false);
            }
            if (deed instanceof Deed.Blocked(boolean now)) {
                blocks(person, now);
            }
            return deliver(call);
        }
        return alone(person, deed) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** What somebody does of which the server is told nothing; false where they cannot. */
    private boolean alone(String person, Deed deed) {
        return switch (deed) {
            case Deed.Blocked(boolean now) -> blocks(person, now);
            case Deed.Hid(boolean now) -> vendor.hides(person, now);
            case Deed.LetADayPass _
            when vendor.windowed() -> {
                away.put(person, true);
                yield true;
            }
            default -> false;
        };
    }

    private boolean blocks(String person, boolean now) {
        boolean possible = vendor.unwanted().isPresent();
        if (possible) {
            blocking.put(person, now);
        }
        return possible;
    }

    private Optional<WebhookCall> call(String person, String id, Deed deed) {
        Deed sent = deed instanceof Deed.SentCard card ? asFile(card) : deed;
        return vendor.did(id, person, sent)
                .or(() -> asText(deed).flatMap(words -> vendor.did(id, person, new Deed.Wrote(words))));
    }

    /** What a phone makes of it for those who carry files: https://www.rfc-editor.org/rfc/rfc2426 */
    private Deed asFile(Deed.SentCard card) {
        String file = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nN:;%s;;;\r\nTEL;TYPE=CELL:%s\r\nEND:VCARD\r\n"
                .formatted(card.name(), card.name(), card.number());
        Kept kept = api.holds(card.name() + ".vcf", "text/vcard", file.getBytes(StandardCharsets.UTF_8));
        return new Deed.SentFile(Deed.Kind.FILE, kept, "");
    }

    /** What a phone makes of it where only words are carried. */
    private static Optional<String> asText(Deed deed) {
        return switch (deed) {
            case Deed.SentPlace place ->
                Optional.of("https://maps.google.com/?q=" + place.latitude() + "," + place.longitude());
            case Deed.SentCard(String who, String number) -> Optional.of(who + ": " + number);
            default -> Optional.empty();
        };
    }

    /** What comes a day later than they wrote is not shown, and the server is told so a moment after it was taken. */
    private void show(TextApi.Shown message) {
        String person = digits(message.person());
        Optional<WebhookCall> refusal = away.has(person) ? vendor.tooLate(message) : Optional.empty();
        if (refusal.isPresent()) {
            deliverLater(refusal.get());
        } else {
            see(new Sight.Message(
                    person,
                    message.id(),
                    message.reference(),
                    InWords.together(message.words(), message.thing()),
                    List.of()));
        }
    }

    /** Without what some write around them. */
    private static String digits(String person) {
        return person.replaceAll("\\D", "");
    }
}
