package org.guildhall.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.channel.Channel;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import reactor.core.publisher.Mono;

/** Telegram: https://core.telegram.org/bots/api. */
final class TelegramChannel implements Channel {

    static final String NAME = "telegram";

    /** https://core.telegram.org/bots/api#setwebhook */
    static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    /** One a second to one chat, with short bursts: https://core.telegram.org/bots/faq#broadcasting-to-users */
    private static final int BURST = 3;

    /** How many people at once are shown that somebody is typing. */
    private static final int NICETIES = 8;

    /** What is below a message, or below the line for writing: https://core.telegram.org/bots/api#sendmessage */
    private static final String KEYBOARD = "reply_markup";

    private static final Map<String, Object> NO_PREVIEW = Map.of("is_disabled", true);

    private static final Logger log = LoggerFactory.getLogger(TelegramChannel.class);

    private final TelegramProperties properties;
    private final UpdateReader reader;
    private final TelegramApi api;
    private final TelegramFiles files;
    private final Semaphore niceties = new Semaphore(NICETIES);

    TelegramChannel(TelegramProperties properties, UpdateReader reader, TelegramApi api, TelegramFiles files) {
        this.properties = properties;
        this.reader = reader;
        this.api = api;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return properties.account();
    }

    @Override
    public boolean signed(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(SECRET_HEADER);
        return given.size() == 1 && Signature.matches(properties.secret(), given.getFirst());
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    /**
     * Stops the spinner on the tapped button and takes the buttons away, which have been used; or shows that an answer is on
     * its way. Too late is harmless: Telegram then answers 400.
     */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        return Mono.justOrEmpty(reader.courtesy(webhook.body())).flatMap(this::thank);
    }

    /** Whoever tapped a button sees it wait until we say that we know. */
    @Override
    public Mono<Void> courtesyInARush(Webhook webhook) {
        return Mono.justOrEmpty(reader.courtesy(webhook.body()))
                .filter(polite -> polite.callback() != null)
                .flatMap(this::thank);
    }

    private Mono<Void> thank(UpdateReader.Courtesy polite) {
        String callback = polite.callback();
        String chat = polite.chat();
        Long message = polite.message();
        if (callback == null) {
            return chat == null ? Mono.empty() : typing(chat);
        }
        Mono<?> used = chat == null || message == null ? Mono.empty() : withoutButtons(chat, message);
        return Mono.whenDelayError(api.call(new AnswerCallbackQuery(callback)), used);
    }

    private Mono<Long> withoutButtons(String chat, long message) {
        return api.call(new BotMethods.Call("editMessageReplyMarkup", Map.of("chat_id", chat, "message_id", message)));
    }

    /** As after a tap. Where there are no buttons any more Telegram answers 400, which is harmless. */
    @Override
    public Mono<Void> chosen(Address citizen, Mono<String> message) {
        return message.filter(id -> id.matches("[0-9]{1,18}"))
                .flatMap(id -> withoutButtons(TelegramChat.of(citizen).id(), Long.parseLong(id)))
                .then();
    }

    /** Where many write at once nobody is shown this: what it says is soon wrong, and answers need the connections. */
    private Mono<Void> typing(String chat) {
        return Mono.defer(() -> {
            if (!niceties.tryAcquire()) {
                return Mono.empty();
            }
            return api.call(new BotMethods.Call("sendChatAction", Map.of("chat_id", chat, "action", "typing")))
                    .doFinally(signal -> niceties.release())
                    .then();
        });
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        return LongReply.send(
                TelegramCard.of(reply.content())
                        .map(card -> before(reply, TelegramText.of(card.besides(reply)), card.call()))
                        .orElseGet(() -> inWords(reply)),
                next);
    }

    private List<Mono<Delivery>> inWords(Outbound reply) {
        List<TelegramText> texts = besidesButtons(reply, TelegramText.of(reply));
        return TelegramMedia.of(reply)
                .map(file -> withFile(reply, texts, file))
                .orElseGet(() -> IntStream.range(0, texts.size())
                        .mapToObj(part -> delivered(send(reply, texts.get(part), part == texts.size() - 1)))
                        .toList());
    }

    /** What takes a place's button away cannot go with other buttons, so these get a message of their own. */
    private static List<TelegramText> besidesButtons(Outbound reply, List<TelegramText> texts) {
        List<Choice> options = ReplyRuns.options(reply);
        boolean both = texts.size() == 1
                && reply.afterPlaceWanted()
                && !TelegramChat.of(reply.to()).group()
                && !options.isEmpty()
                && TelegramButtons.canShow(options);
        Outbound prompt =
                new Outbound(reply.id(), reply.to(), new Content.Text(ChoiceWords.prompt()), null, reply.speaker());
        return both
                ? Stream.of(texts, TelegramText.of(prompt))
                        .flatMap(List::stream)
                        .toList()
                : texts;
    }

    /** Under the file where the words fit there, else before it. */
    private List<Mono<Delivery>> withFile(Outbound reply, List<TelegramText> texts, BotMethods.Call file) {
        if (texts.size() == 1 && TelegramMedia.takesCaption(reply, texts.getFirst())) {
            BotMethods.Call html = file.with("caption", texts.getFirst().html()).with("parse_mode", "HTML");
            BotMethods.Call plain = file.with("caption", texts.getFirst().plain());
            return List.of(delivered(arriving(
                    reply,
                    chat -> api.call(there(reply, chat, html))
                            .onErrorResume(
                                    TelegramVerdict::cannotParse, trouble -> api.call(there(reply, chat, plain))))));
        }
        return before(reply, texts, file);
    }

    /** Words in messages of their own, and then what they are about. */
    private List<Mono<Delivery>> before(Outbound reply, List<TelegramText> texts, BotMethods.Call shown) {
        return Stream.concat(
                        texts.stream().map(text -> delivered(send(reply, text, false))),
                        Stream.of(delivered(arriving(reply, chat -> api.call(there(reply, chat, shown))))))
                .toList();
    }

    /** Calls where the reply goes, and once more where Telegram says that this is now. */
    private static Mono<Long> arriving(Outbound reply, Function<TelegramChat, Mono<Long>> call) {
        TelegramChat chat = TelegramChat.of(reply.to());
        return call.apply(chat)
                .onErrorResume(trouble -> chat.instead(trouble).map(call).orElseGet(() -> Mono.error(trouble)));
    }

    private static Mono<Delivery> delivered(Mono<Long> call) {
        return call.<Delivery>map(TelegramChannel::sent)
                .doOnError(TelegramVerdict::wrongToken, trouble -> log.error("Telegram does not know the bot's token"))
                .onErrorResume(trouble -> Mono.just(TelegramVerdict.of(trouble)));
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }

    /** https://core.telegram.org/bots/features#deep-linking */
    @Override
    public Optional<String> invitation(String words) {
        return Optional.of(reader.botName())
                .filter(name -> !name.isEmpty())
                .map(name -> "https://t.me/" + name + "?start=" + words);
    }

    private Mono<Long> send(Outbound reply, TelegramText text, boolean last) {
        return arriving(
                reply,
                chat -> api.call(say(reply, chat, text.html(), last).with("parse_mode", "HTML"))
                        .onErrorResume(
                                TelegramVerdict::cannotParse,
                                trouble -> api.call(say(reply, chat, text.plain(), last))));
    }

    private static BotMethods.Call say(Outbound reply, TelegramChat chat, String text, boolean last) {
        BotMethods.Call words = there(
                reply,
                chat,
                new BotMethods.Call(SendMessage.PATH, Map.of("text", text, "link_preview_options", NO_PREVIEW)));
        List<Choice> options = ReplyRuns.options(reply);
        if (last && !options.isEmpty() && TelegramButtons.canShow(options)) {
            return words.with(KEYBOARD, TelegramButtons.of(options));
        }
        // Only a private chat can be asked for a place: https://core.telegram.org/bots/api#keyboardbutton
        boolean asked = last && reply.content() instanceof Content.PlaceWanted && !chat.group();
        return asked ? words.with(KEYBOARD, TelegramButtons.place()) : words;
    }

    /** In this chat; what is said after a question for a place takes its button away, as somebody may have answered in words. */
    private static BotMethods.Call there(Outbound reply, TelegramChat chat, BotMethods.Call call) {
        BotMethods.Call here = chat.on(call);
        return reply.afterPlaceWanted() && !chat.group() ? here.with(KEYBOARD, TelegramButtons.NO_PLACE) : here;
    }

    private static Delivery.Sent sent(Long id) {
        return new Delivery.Sent(id == 0 ? null : id.toString());
    }
}
