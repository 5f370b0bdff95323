package org.guildhall.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One who carries text messages in a rehearsal. */
final class TextStage implements Stage {

    private final String name;
    private final TextApi api;
    private final TextVendor vendor;
    private final Line line;
    private final People blocking = new People();
    private volatile Consumer<Sight> watcher = sight -> {};

    TextStage(String name, TextApi api, TextVendor vendor, Line line) {
        this.name = name;
        this.api = api;
        this.vendor = vendor;
        this.line = line;
        api.watching(this::show);
        api.failing(message -> blocking.has(digits(message.person()))
                ? vendor.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE)
                : Fault.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String settings() {
        return vendor.settings(api.url());
    }

    @Override
    public void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public String newId() {
        return vendor.newId();
    }

    @Override
    public Optional<Kept> holds(String file, String mediaType, byte[] bytes) {
        return Optional.of(api.holds(file, mediaType, bytes));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        Optional<WebhookCall> call = call(person, id, deed);
        boolean passedOn = call.isPresent();
        if (deed instanceof Deed.Blocked(boolean now) && vendor.unwanted().isPresent()) {
            blocking.put(person, now);
            passedOn = true;
        }
        if (call.isPresent()) {
            return OptionalInt.of(line.deliver(call.get()));
        }
        return passedOn ? OptionalInt.of(0) : OptionalInt.empty();
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

    private void show(TextApi.Shown message) {
        watcher.accept(new Sight.Message(
                digits(message.person()),
                message.id(),
                message.reference(),
                InWords.together(message.words(), message.thing()),
                List.of()));
    }

    /** Without what some write around them. */
    private static String digits(String person) {
        return person.replaceAll("\\D", "");
    }

    @Override
    public void close() {
        api.close();
    }
}
