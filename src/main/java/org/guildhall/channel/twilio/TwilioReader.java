package org.guildhall.channel.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Reads Twilio's calls: a message (https://www.twilio.com/docs/messaging/guides/webhook-request), or how far one of ours
 * got (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status). Other accounts, other numbers and kinds
 * we do not know carry nothing.
 */
final class TwilioReader {

    /** Accepted, scheduled, queued and sending say nothing that the outbox does not know. */
    private static final Map<String, Stage> STAGES = Map.of(
            "sent", Stage.SENT,
            "delivered", Stage.DELIVERED,
            "read", Stage.READ,
            "undelivered", Stage.FAILED,
            "failed", Stage.FAILED,
            "canceled", Stage.FAILED);

    /** What the status of a message says that somebody wrote to us; of ours it never says that. */
    private static final Set<String> INCOMING = Set.of("receiving", "received");

    /** Words that Twilio takes for a farewell by itself, where the number's settings do not name others. */
    private static final Set<String> FAREWELL = Set.of("STOP", "STOPALL", "UNSUBSCRIBE");

    private static final Set<String> WELCOME_BACK = Set.of("START", "UNSTOP");

    /** WhatsApp's id of somebody, whether or not they show their number, which only this account sees: {@code whatsapp:GB.8842}. */
    private static final Pattern USER_ID = Pattern.compile(TwilioSetup.WHATSAPP + "[A-Z]{2}\\.[A-Za-z0-9._-]{1,200}");

    /** What Twilio calls it in its calls, and what in the news of them: either is taken. */
    private static final List<String> NAMES_OF_THE_USER_ID = List.of("ExternalUserId", "ExternalUserIdentifier");

    private final TwilioSetup setup;

    TwilioReader(TwilioSetup setup) {
        this.setup = setup;
    }

    /** What concerns us in it, the event's id being Twilio's id of the message. */
    List<Inbound> read(Form form) {
        if (!form.text("AccountSid").equals(setup.properties().accountSid())) {
            return List.of();
        }
        return incoming(form) ? message(form) : receipt(form);
    }

    private static boolean incoming(Form form) {
        String status = form.text("MessageStatus");
        return status.isEmpty() || INCOMING.contains(status) || INCOMING.contains(form.text("SmsStatus"));
    }

    private List<Inbound> receipt(Form form) {
        String id = form.text("MessageSid");
        String status = form.text("MessageStatus");
        Stage stage = STAGES.get(status);
        if (id.isEmpty() || stage == null || !setup.numbers().contains(form.text("From"))) {
            return List.of();
        }
        String reason = stage == Stage.FAILED ? TwilioErrors.reason(form.text("ErrorCode")) : null;
        Address about = address(form.text("From"), form.text("To"));
        boolean windowClosed = stage == Stage.FAILED && TwilioErrors.windowClosed(form.text("ErrorCode"));
        boolean blocked = stage == Stage.FAILED && TwilioErrors.blocked(form.text("ErrorCode"));
        boolean passing = stage == Stage.FAILED && TwilioErrors.passes(form.text("ErrorCode"));
        return List.of(
                new Inbound.Receipt(id + ":" + status, about, id, stage, reason, windowClosed, blocked, passing));
    }

    private List<Inbound> message(Form form) {
        if (!setup.numbers().contains(form.text("To"))) {
            return List.of();
        }
        String id = Stream.of("MessageSid", "SmsMessageSid", "SmsSid")
                .map(form::text)
                .filter(sid -> !sid.isEmpty())
                .findFirst()
                .orElse("");
        Address from = sender(form);
        // Somebody rings the number, and its calls are told here too.
        if (id.isEmpty() && !form.text("CallSid").isEmpty()) {
            return List.of();
        }
        if (id.isEmpty() || from.person().isEmpty()) {
            return List.of(new Inbound.Unreadable(id, from, "a message without its id or its sender"));
        }
        if (form.text("MessageType").equals("reaction")) {
            return reacted(id, from, form);
        }
        Boolean blocked = blocked(form);
        return blocked == null ? said(id, from, form) : List.of(new Inbound.Blocked(id, from, blocked));
    }

    /**
     * Twilio itself answers who says farewell or comes back, and lets nothing through in between. It answers HELP too, but
     * somebody who writes that may need it.
     */
    private static @Nullable Boolean blocked(Form form) {
        String kind = form.text("OptOutType");
        String word = form.text("Body").strip().toUpperCase(Locale.ROOT);
        boolean texting = kind.isEmpty() && !form.text("To").startsWith(TwilioSetup.WHATSAPP);
        if (kind.equals("STOP") || texting && FAREWELL.contains(word)) {
            return true;
        }
        return kind.equals("START") || texting && WELCOME_BACK.contains(word) ? Boolean.FALSE : null;
    }

    /** A sign on a message says nothing. Without one it was taken away. */
    private static List<Inbound> reacted(String id, Address from, Form form) {
        String about = form.text("OriginalRepliedMessageSid");
        return about.isEmpty()
                ? List.of()
                : List.of(new Inbound.Reacted(id, from, about, form.text("Body").strip()));
    }

    /**
     * Who wrote. On WhatsApp they may hide their number, and then only their id comes, in its place; so they are known by that
     * wherever Twilio names it, and answered at the number where they show one.
     */
    private static Address sender(Form form) {
        String from = form.text("From");
        String id = userId(form);
        return new Address(TwilioChannel.NAME, form.text("To"), id.isEmpty() ? from : id, from.isEmpty() ? id : from);
    }

    private static String userId(Form form) {
        return NAMES_OF_THE_USER_ID.stream()
                .map(form::text)
                .map(id -> id.startsWith(TwilioSetup.WHATSAPP) ? id : TwilioSetup.WHATSAPP + id)
                .filter(id -> USER_ID.matcher(id).matches())
                .filter(id -> form.text("To").startsWith(TwilioSetup.WHATSAPP))
                .findFirst()
                .orElse("");
    }

    /** What they were known by before Twilio named the id; null when that is all there is, or hidden. */
    private static @Nullable Address alias(Address from) {
        return from.person().equals(from.replyTo()) ? null : address(from.account(), from.replyTo());
    }

    /** Several files in one message are several things said, under ids of their own. */
    private static List<Inbound> said(String id, Address from, Form form) {
        List<Content> contents = MessageContent.of(form);
        String choice = first(form, "ButtonPayload", "ListId");
        String name = form.text("ProfileName").strip();
        List<Inbound> said = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            String eventId = i == 0 ? id : id + "#" + (i + 1);
            Inbound.Said one = new Inbound.Said(
                    eventId, from, contents.get(i), i == 0 ? choice : null, name.isEmpty() ? null : name, null, null);
            said.add(one.alsoKnownAs(alias(from)));
        }
        return said;
    }

    private static @Nullable String first(Form form, String one, String other) {
        String value = form.text(one).isEmpty() ? form.text(other) : form.text(one);
        return value.isEmpty() ? null : value;
    }

    /** Numbers stay as Twilio writes them, so that one person on WhatsApp and by text is two addresses. */
    private static Address address(String ours, String theirs) {
        return new Address(TwilioChannel.NAME, ours, theirs, theirs);
    }
}
