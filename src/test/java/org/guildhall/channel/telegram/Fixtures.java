package org.guildhall.channel.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.jspecify.annotations.Nullable;

/** A bot for tests, and what Telegram might send it. */
final class Fixtures {

    static final String TOKEN = "42:" + Canary.MARK + "-canary-token_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String SECRET = Canary.secret("canary-webhook");

    private Fixtures() {}

    static TelegramProperties properties(URI apiUrl) {
        return new TelegramProperties(
                new Secret(TOKEN), new Secret(SECRET), TelegramProperties.Mode.POLLING, apiUrl, 30);
    }

    static TelegramChannel channel(URI apiUrl) {
        TelegramProperties properties = properties(apiUrl);
        TelegramApi api = new TelegramApi(properties, TelegramConfiguration.json(), TelegramPoller.PATIENCE);
        return channel(properties, api);
    }

    static TelegramChannel channel(TelegramProperties properties, TelegramApi api) {
        return new TelegramChannel(
                properties, reader(), api, new TelegramFiles(properties, api, FetcherFixture.fetcher()));
    }

    static UpdateReader reader() {
        return reader("marlbridge_bot");
    }

    static UpdateReader reader(String bot) {
        BotName name = new BotName();
        name.is(bot);
        return new UpdateReader(TelegramConfiguration.json(), "42", name);
    }

    static byte[] body(String name) {
        return Posts.body(TelegramChannel.NAME, name);
    }

    static Webhook webhook(byte[] body, @Nullable String secret) {
        return Posts.post(body, secret == null ? Map.of() : Map.of(TelegramChannel.SECRET_HEADER, secret));
    }

    static Webhook webhook(String json) {
        return webhook(json.getBytes(StandardCharsets.UTF_8), SECRET);
    }
}
