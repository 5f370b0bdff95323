package org.guildhall.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Telegram in a rehearsal: updates reach the server by its webhook, or wait until it asks. */
final class TelegramStage implements Stage {

    private final BotApi api;
    private final Line line;
    private final Options options;
    private final Map<String, TelegramCitizen> citizens = new ConcurrentHashMap<>();
    private final Map<String, BotApi.Shown> offers = new ConcurrentHashMap<>();
    private final People blocking = new People();
    private volatile Consumer<Sight> watcher = sight -> {};

    TelegramStage(BotApi api, Line line, Options options) {
        this.api = api;
        this.line = line;
        this.options = options;
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(call -> call.isMessage() && blocking.has(call.text("chat_id"))
                ? Fault.error(403, "Forbidden: bot was blocked by the user")
                : Fault.NONE);
    }

    @Override
    public String name() {
        return "Telegram";
    }

    @Override
    public String settings() {
        return """
                GUILDHALL_CHANNELS_TELEGRAM_API_URL=%s
                GUILDHALL_CHANNELS_TELEGRAM_TOKEN=%s
                GUILDHALL_CHANNELS_TELEGRAM_SECRET=%s
                GUILDHALL_CHANNELS_TELEGRAM_MODE=%s
                """.formatted(api.url(), options.token(), options.secret(), polled() ? "polling" : "webhook");
    }

    private boolean polled() {
        return options.has("poll");
    }

    @Override
    public void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public String newId() {
        return Long.toString(api.newMessageId());
    }

    @Override
    public Optional<Kept> holds(String name, String mediaType, byte[] file) {
        return Optional.of(api.holds(name, mediaType, file));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        if (deed instanceof Deed.Blocked(boolean now)) {
            blocking.put(person, now);
        }
        Optional<ObjectNode> update = update(person, id, deed);
        return update.isPresent() ? OptionalInt.of(deliver(update.get())) : OptionalInt.empty();
    }

    private Optional<ObjectNode> update(String person, String id, Deed deed) {
        TelegramCitizen citizen = citizens.computeIfAbsent(
                person, digits -> new TelegramCitizen(Long.parseLong(digits), Cast.nameOf(digits)));
        return deed instanceof Deed.Tapped(Button button)
                ? Optional.ofNullable(offers.get(person)).map(shown -> citizen.taps(shown, button.id()))
                : citizen.does(Long.parseLong(id), deed);
    }

    private int deliver(ObjectNode update) throws IOException, InterruptedException {
        if (polled()) {
            api.offer(update);
            return 0;
        }
        return line.deliver(new WebhookCall(
                Rehearsal.at(line.server(), "/webhooks/telegram"),
                Map.of("X-Telegram-Bot-Api-Secret-Token", options.secret(), "Content-Type", "application/json"),
                update.toString()));
    }

    private void show(BotApi.Shown shown) {
        BotApi.Call call = shown.call();
        String person = person(call);
        String where = call.text("chat_id").equals(person) ? "" : "[in the group] ";
        if (!call.callbackData().isEmpty()) {
            offers.put(person, shown);
        }
        watcher.accept(new Sight.Message(
                person,
                Long.toString(shown.messageId()),
                "",
                where + InWords.together(call.words(), call.thing()),
                call.offer()));
    }

    /** Who sees it. In a rehearsal each has a group of their own, whose id is theirs below 0. */
    private static String person(BotApi.Call call) {
        return call.text("chat_id").replaceFirst("^-", "");
    }

    private void hear(BotApi.Call call) {
        String person = person(call);
        switch (call.method()) {
            case "sendchataction" -> watcher.accept(new Sight.Note(person, "typing …"));
            case "editmessagereplymarkup" -> watcher.accept(new Sight.Note(person, "the buttons are gone"));
            default -> {}
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
