package org.guildhall.desk;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Every page of the desk. Whoever adds one puts it here, so that it is looked at in every light, weighed, and has its pictures
 * made ({@code DeskPicturesFlowTests}).
 *
 * @param name of its pictures in {@code docs/desk}
 * @param route as it stands in the routes
 */
record DeskPages(String name, String route, Who who) {

    /** The place of a reply of staff in the conversation that is shown, behind whatever else stands there. */
    static final int REPLY = 61;

    /** Who finds the page. */
    enum Who {
        ANYBODY,
        /** Somebody whose password was right, and who owes a code. */
        HALF_WAY,
        /** Somebody who was given a link to choose a password with. */
        INVITED,
        SIGNED_IN
    }

    static final List<DeskPages> ALL = List.of(
            new DeskPages("sign-in", "/login", Who.ANYBODY),
            new DeskPages("code", "/login/code", Who.HALF_WAY),
            new DeskPages("first-second-factor", "/login/second-factor", Who.HALF_WAY),
            new DeskPages("new-password", "/login/link", Who.INVITED),
            inside("queue", ""),
            inside("conversation", "/conversations/{id}"),
            inside("why", "/conversations/{id}/messages/{seq}/why"),
            inside("article-draft", "/conversations/{id}/messages/{seq}/article"),
            inside("block", "/conversations/{id}/block"),
            inside("search", "/search"),
            inside("presence", "/presence"),
            inside("duty", "/presence/people/{username}"),
            inside("dead-letters", "/dead-letters"),
            inside("canned-replies", "/canned-replies"),
            inside("canned-reply", "/canned-replies/{id}"),
            inside("blocks", "/blocks"),
            inside("channels", "/channels"),
            inside("targets", "/targets"),
            inside("hours", "/hours"),
            inside("staff", "/staff"),
            inside("staff-member", "/staff/{username}"),
            inside("teams", "/teams"),
            inside("knowledge", "/knowledge"),
            inside("drafts", "/drafts"),
            inside("audit", "/audit"),
            inside("account", "/account"),
            inside("second-factor", "/account/second-factor"),
            inside("messengers", "/messengers"),
            inside("device", "/device"),
            inside("shortcuts", "/shortcuts"),
            inside("set-up", "/set-up"));

    private static final Pattern GETS = Pattern.compile("GET && (/(?:desk|login)[^)\\s]*)");

    /** What is fetched by pages and by browsers, saved, or left at once, and shown to nobody by itself. */
    private static final Predicate<String> NO_PAGE = Pattern.compile(
                    "/desk/live/.*|.*/attachments/.*|.*\\.(js|webmanifest)|.*/|/desk/audit/export|/desk/drafts/\\{draft}/article"
                            + "|/login/oidc.*")
            .asMatchPredicate();

    private static DeskPages inside(String name, String below) {
        return new DeskPages(name, "/desk" + below, Who.SIGNED_IN);
    }

    /** The pages among all routes of the house. */
    static List<String> among(List<RouterFunction<?>> routers) {
        return routers.stream()
                .flatMap(router -> GETS.matcher(router.toString()).results())
                .map(found -> found.group(1))
                .filter(NO_PAGE.negate())
                .distinct()
                .toList();
    }

    /** Its address for a conversation and a canned reply that are there, and for who is called Anna. */
    String path(UUID conversation, UUID canned) {
        UUID id = route.contains("/canned-replies/") ? canned : conversation;
        String path = route.replace("{id}", id.toString())
                .replace("{seq}", name.equals("article-draft") ? Integer.toString(REPLY) : "1")
                .replace("{username}", DeskServer.ANNA);
        return name.equals("search") ? path + "?q=bin" : path;
    }
}
