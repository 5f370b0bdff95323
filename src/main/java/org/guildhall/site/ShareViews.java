package org.guildhall.site;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Council;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.Permalinks;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the templates are given of what was said at some time, and of whether it was. */
@Component
final class ShareViews {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

    private final Markdown markdown;
    private final Permalinks permalinks;
    private final PublicUrl publicUrl;
    private final Council council;
    private final Sentences words = Sentences.in("messages/site");

    ShareViews(Markdown markdown, Permalinks permalinks, PublicUrl publicUrl, Council council) {
        this.markdown = markdown;
        this.permalinks = permalinks;
        this.publicUrl = publicUrl;
        this.council = council;
    }

    /** The page that makes a link. */
    Map<String, Object> share(ArticleVersion version, Instant at) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", HelpPage.of(version, markdown));
        model.put("link", permalinks.to(version.article().id(), version.version(), at));
        model.put("time", time(at));
        model.put("councilName", council.name());
        return model;
    }

    /**
     * The page of a permanent link.
     *
     * @param now what is said now, or null when the article is gone
     */
    Map<String, Object> given(Passport passport, Versions.@Nullable Kept now) {
        String code = permalinks.code(passport.article().id(), passport.version(), passport.given());
        Map<String, Object> model = said(passport, now);
        model.put("link", publicUrl.at("/a/" + code));
        model.put("proof", "/a/" + code + "/proof");
        model.put("address", publicUrl.at(passport.kept().version().path()));
        return model;
    }

    private Map<String, Object> said(Passport passport, Versions.@Nullable Kept now) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", HelpPage.of(passport.kept().version(), markdown));
        model.put("owner", passport.owner());
        model.put("time", time(passport.given()));
        model.put("given", passport.given().toString());
        model.put("published", day(passport.kept().published()));
        model.put("councilName", council.name());
        model.put("standing", standing(passport, now));
        model.put("nowPath", now == null ? "" : now.version().path());
        model.put("nowTitle", now == null ? "" : now.version().article().title());
        model.put("nowVersion", now == null ? 0 : now.version().version());
        model.put("nowSince", now == null ? "" : day(now.published()));
        return model;
    }

    /** {@code current}, {@code replaced} or {@code gone}. */
    static String standing(Passport passport, Versions.@Nullable Kept now) {
        if (now == null) {
            return "gone";
        }
        return now.version().version() == passport.version() ? "current" : "replaced";
    }

    /**
     * What is said of what somebody asked about.
     *
     * @param kind {@code true}, {@code changed} or {@code not-ours}, for how it looks
     * @param heading the answer in a few words
     * @param sentence the same with what is known
     * @param more what else to know, empty when there is nothing
     */
    record Answer(String kind, String heading, String sentence, String more) {}

    /**
     * What the page says about something.
     *
     * @param now what the article says now, or null when it is gone or there was none
     */
    Map<String, Object> verdict(Verdict verdict, Versions.@Nullable Kept now) {
        Map<String, Object> model = new HashMap<>();
        switch (verdict) {
            case Verdict.Ours ours -> {
                Passport passport = passport(ours.kept(), ours.given());
                model.putAll(said(passport, now));
                String standing = standing(passport, now);
                model.put(
                        "verdict",
                        new Answer(
                                "true",
                                words.say("verdict.ours"),
                                sentence(ours.given() == null ? "verdict.ours.words" : "verdict.ours.given", passport)
                                        + " " + sentence("verdict." + standing, passport),
                                ours.more() ? words.say("verdict.more") : ""));
            }
            case Verdict.Changed changed -> {
                Passport passport = passport(changed.kept(), changed.given());
                model.putAll(said(passport, now));
                model.put(
                        "verdict",
                        new Answer(
                                "changed",
                                words.say(
                                        changed.reason() == Verdict.Reason.BESIDE
                                                ? "verdict.beside"
                                                : "verdict.changed"),
                                words.say("verdict.changed." + reason(changed.reason())),
                                words.say("verdict.changed.compare")));
            }
            case Verdict.NotOurs not ->
                model.put(
                        "verdict",
                        new Answer(
                                "not-ours",
                                words.say(not.reason() == Verdict.Reason.SHORT ? "verdict.short" : "verdict.not-ours"),
                                words.say("verdict.not-ours." + reason(not.reason())),
                                ""));
            case Verdict.JustAPage page -> {
                model.put("nowPath", page.now().path());
                model.put("nowTitle", page.now().article().title());
                model.put("verdict", new Answer("true", words.say("verdict.page"), words.say("verdict.page.says"), ""));
            }
        }
        return model;
    }

    private static Passport passport(Versions.Kept kept, @Nullable Instant given) {
        return new Passport(kept, given == null ? kept.published() : given);
    }

    private static String reason(Verdict.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private String sentence(String key, Passport passport) {
        return words.say(
                key,
                Map.of(
                        "council", council.name(),
                        "time", time(passport.given()),
                        "published", day(passport.kept().published()),
                        "title", passport.article().title(),
                        "version", passport.version()));
    }

    private String time(Instant at) {
        return TIME.withZone(council.timeZone()).format(at);
    }

    private String day(Instant at) {
        return DAY.withZone(council.timeZone()).format(at);
    }
}
