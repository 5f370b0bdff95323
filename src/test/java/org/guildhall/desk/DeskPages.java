package org.guildhall.desk;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Every page of the desk. Whoever adds one puts it here, so that it is looked at in every light, and has its pictures made
 * ({@code DeskPicturesFlowTests}).
 *
 * @param name of its pictures in {@code docs/desk}
 * @param route as it stands in the routes
 */
record DeskPages(String name, String route) {

    static final List<DeskPages> ALL = List.of(
            new DeskPages("sign-in", "/login"),
            new DeskPages("queue", "/desk"),
            new DeskPages("conversation", "/desk/conversations/{id}"),
            new DeskPages("why", "/desk/conversations/{id}/messages/{seq}/why"),
            new DeskPages("block", "/desk/conversations/{id}/block"),
            new DeskPages("search", "/desk/search"),
            new DeskPages("dead-letters", "/desk/dead-letters"),
            new DeskPages("canned-replies", "/desk/canned-replies"),
            new DeskPages("canned-reply", "/desk/canned-replies/{id}"),
            new DeskPages("blocks", "/desk/blocks"),
            new DeskPages("channels", "/desk/channels"),
            new DeskPages("staff", "/desk/staff"),
            new DeskPages("knowledge", "/desk/knowledge"),
            new DeskPages("audit", "/desk/audit"),
            new DeskPages("device", "/desk/device"),
            new DeskPages("shortcuts", "/desk/shortcuts"));

    private static final Pattern GETS = Pattern.compile("GET && ([^)\\s]+)");

    /** What is fetched by pages and by browsers, and shown to nobody by itself. */
    private static final Predicate<String> NO_PAGE = Pattern.compile("/desk/live/.*|.*/attachments/.*|.*\\.(js|webmanifest)|.*/")
            .asMatchPredicate();

    /** Those of the routes, however they are nested. */
    static List<String> routes(RouterFunction<ServerResponse> routes) {
        return GETS.matcher(routes.toString())
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring("GET && ".length()))
                .filter(NO_PAGE.negate())
                .distinct()
                .toList();
    }

    /** Its address for a conversation and a canned reply that are there. */
    String path(UUID conversation, UUID canned) {
        UUID id = route.contains("/canned-replies/") ? canned : conversation;
        String path = route.replace("{id}", id.toString()).replace("{seq}", "1");
        return name.equals("search") ? path + "?q=bin" : path;
    }

    /** Whether it is for somebody who has not signed in. */
    boolean outside() {
        return route.equals("/login");
    }
}
