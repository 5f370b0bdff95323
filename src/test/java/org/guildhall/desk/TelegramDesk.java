package org.guildhall.desk;

import org.guildhall.canary.Canary;
import org.guildhall.platform.StubClamd;
import org.guildhall.simulator.BotApi;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The desk with Telegram switched on and a virus scanner; both live as long as the tests, as the application does. */
abstract class TelegramDesk extends DeskServer {

    static final String TOKEN = "77:" + Canary.MARK + "-token_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String SECRET = Canary.secret("photo-webhook");
    static final BotApi API = BotApi.start(0);
    static final StubClamd CLAMD = new StubClamd();

    @DynamicPropertySource
    static void telegram(DynamicPropertyRegistry registry) {
        registry.add("guildhall.channels.telegram.token", () -> TOKEN);
        registry.add("guildhall.channels.telegram.secret", () -> SECRET);
        registry.add("guildhall.channels.telegram.mode", () -> "polling");
        registry.add("guildhall.channels.telegram.api-url", API::url);
        registry.add("guildhall.clamav", CLAMD::address);
    }
}
