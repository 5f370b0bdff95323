package org.guildhall.channel.webchat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.platform.Signals;

/** The open pages of this node, found by whose they are and by the conversation they show. */
final class OpenPages {

    private final Set<Page> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Page>> byPerson = new ConcurrentHashMap<>();
    private final Map<String, Set<Page>> byConversation = new ConcurrentHashMap<>();

    void opened(Page page) {
        all.add(page);
        add(byPerson, page.person(), page);
    }

    void closed(Page page) {
        all.remove(page);
        remove(byPerson, page.person(), page);
        remove(byConversation, page.conversation(), page);
    }

    /**
     * Notes whether a page shows another conversation than before.
     *
     * @return whether it does; then no hint has told it what was said there until now
     */
    boolean turned(Page page, String before) {
        if (page.conversation().equals(before)) {
            return false;
        }
        remove(byConversation, before, page);
        if (!page.conversation().isEmpty()) {
            add(byConversation, page.conversation(), page);
        }
        if (!all.contains(page)) {
            // Closed in this moment, and nobody would take it out any more.
            remove(byConversation, page.conversation(), page);
        }
        return true;
    }

    int count() {
        return all.size();
    }

    Collection<Page> all() {
        return all;
    }

    /** Whose pages are open. */
    Collection<String> people() {
        return List.copyOf(byPerson.keySet());
    }

    /** A person's, for a hint about them; all for a hint about everything. */
    Collection<Page> of(String person) {
        return found(byPerson, person);
    }

    /** Those that show a conversation, likewise. */
    Collection<Page> showing(String conversation) {
        return found(byConversation, conversation);
    }

    private Collection<Page> found(Map<String, Set<Page>> index, String key) {
        return key.equals(Signals.EVERYTHING) ? all : index.getOrDefault(key, Set.of());
    }

    private static void add(Map<String, Set<Page>> index, String key, Page page) {
        index.compute(key, (same, pages) -> {
            Set<Page> now = pages == null ? ConcurrentHashMap.newKeySet(1) : pages;
            now.add(page);
            return now;
        });
    }

    private static void remove(Map<String, Set<Page>> index, String key, Page page) {
        index.computeIfPresent(key, (same, pages) -> {
            pages.remove(page);
            return pages.isEmpty() ? null : pages;
        });
    }
}
