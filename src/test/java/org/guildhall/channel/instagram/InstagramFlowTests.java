package org.guildhall.channel.instagram;

import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformFlow;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class InstagramFlowTests extends PlatformFlow {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, "{}"));
    private static TestDatabase database = TestDatabase.migrated();

    InstagramFlowTests() {
        super("instagram", API, "seen", "read");
    }

    @Override
    protected TestDatabase database() {
        return database;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(MetaCalls.taking(IDS));
        registry.add("guildhall.channels.instagram.access-token", () -> MetaCalls.TOKEN);
        registry.add("guildhall.channels.instagram.account-id", () -> Fixtures.ACCOUNT);
        registry.add("guildhall.channels.instagram.app-secret", () -> MetaCalls.APP_SECRET);
        registry.add("guildhall.channels.instagram.verify-token", () -> MetaCalls.VERIFY_TOKEN);
        registry.add("guildhall.channels.instagram.api-url", API::url);
        // The addresses in the fixtures are Meta's own: nobody is to be called there.
        registry.add("guildhall.channels.instagram.media-hosts", () -> "files.example");
    }

    @AfterAll
    static void stop() {
        API.close();
    }
}
