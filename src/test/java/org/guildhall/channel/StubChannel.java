package org.guildhall.channel;

import java.util.List;
import org.guildhall.message.Inbound;

/** A messenger that hears nothing. */
abstract class StubChannel implements Channel {

    private final String name;
    private final List<String> accounts;

    StubChannel(String name, String... accounts) {
        this.name = name;
        this.accounts = List.of(accounts);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String account() {
        return accounts.getFirst();
    }

    @Override
    public final List<String> accounts() {
        return accounts;
    }

    @Override
    public boolean signed(Webhook webhook) {
        return false;
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return List.of();
    }
}
