package org.guildhall.channel.messenger;

import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformFlow;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class MessengerFlowTests extends PlatformFlow {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, "{}"));
    private static TestDatabase database = TestDatabase.migrated();

    MessengerFlowTests() {
        super("messenger", API, "delivered", "delivered");
    }

    @Override
    protected TestDatabase database() {
        return database;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(MetaCalls.taking(IDS));
        registry.add("guildhall.channels.messenger.access-token", () -> MetaCalls.TOKEN);
        registry.add("guildhall.channels.messenger.page-id", () -> Fixtures.PAGE);
        registry.add("guildhall.channels.messenger.app-secret", () -> MetaCalls.APP_SECRET);
        registry.add("guildhall.channels.messenger.verify-token", () -> MetaCalls.VERIFY_TOKEN);
        registry.add("guildhall.channels.messenger.api-url", API::url);
        // The addresses in the fixtures are Meta's own: nobody is to be called there.
        registry.add("guildhall.channels.messenger.media-hosts", () -> "files.example");
    }

    @AfterAll
    static void stop() {
        API.close();
    }
}
