package org.guildhall.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row with two nodes needs: both ready on one PostgreSQL, where each signs in under a role of its own, with a
 * messenger and a ledger.
 */
final class Twins implements AutoCloseable {

    private static final List<String> NAMES = List.of("node_a", "node_b");

    private final Opened opened = new Opened();
    private final Messenger messenger;
    private final Postgres postgres;
    private final List<Server> nodes = new ArrayList<>();
    private final Ledger ledger;

    private Twins(Run run) throws Exception {
        try {
            messenger = opened.with(Messenger.start());
            postgres = opened.with(run.postgres("postgres"));
            for (String name : NAMES) {
                postgres.role(name);
                nodes.add(opened.with(run.server(name, messenger)
                        .on(postgres, name)
                        .with("guildhall.desk.admin-password", Desk.ADMIN_PASSWORD)));
            }
            ledger = opened.with(Ledger.open(run.folder().resolve("ledger")));
            for (Server node : nodes) {
                node.start();
            }
            for (Server node : nodes) {
                node.awaitReady();
                node.awaitAnswers();
            }
        } catch (Exception broken) {
            close();
            throw broken;
        }
    }

    /** Starts them, and returns when both know the answers. */
    static Twins ready(Run run) throws Exception {
        return new Twins(run);
    }

    Messenger messenger() {
        return messenger;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Both, in the order in which {@link #name} counts them. */
    List<Server> nodes() {
        return List.copyOf(nodes);
    }

    /** The role by which the database tells a node, 0 or 1, from the other. */
    static String name(int node) {
        return NAMES.get(node);
    }

    /** Where both listen, for a {@link Driver}. */
    List<InetSocketAddress> addresses() {
        return nodes.stream().map(Server::address).toList();
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Waits as long as patience until all is worked off, and checks the law.
     *
     * @param visitors whose pages are compared with their conversations; they must still be open
     */
    Law.Verdict judge(List<ChatCitizen> visitors, Duration patience) throws Exception {
        return new Law(ledger, messenger, visitors).awaitAndCheck(postgres::sql, patience);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
