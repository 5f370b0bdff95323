package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** All addresses of the desk: the API below {@code /api/desk}, the console below {@code /desk}, and the sign-in. */
@Configuration(proxyBeanMethods = false)
class DeskRoutes {

    @Bean
    RouterFunction<ServerResponse> deskApi(
            ConversationApi conversations,
            ReplyApi replying,
            SnoozeRoutes snooze,
            AskRoutes asks,
            PeopleRoutes people,
            FileRoutes files,
            DraftRoutes drafts,
            SearchRoutes search,
            WhyRoutes why,
            AttachmentRoutes attachments,
            DeadLetterApi letters,
            CannedReplyApi replies,
            StaffApi staff,
            AuditRoutes audit,
            HoursApi hours,
            TargetApi targets,
            ChannelApi channels,
            PresenceApi presence,
            BlockApi blocks,
            EventApi events,
            AtTheDesk atTheDesk,
            ApiCredentials credentials) {
        RouterFunction<ServerResponse> routes = conversations
                .routes()
                .and(replying.routes())
                .and(snooze.api())
                .and(asks.api())
                .and(people.api())
                .and(files.api())
                .and(drafts.api())
                .and(search.api())
                .and(why.api())
                .and(attachments.api())
                .and(letters.routes())
                .and(replies.routes())
                .and(staff.routes())
                .and(audit.api())
                .and(hours.routes())
                .and(targets.routes())
                .and(channels.routes())
                .and(presence.routes())
                .and(blocks.routes())
                .andRoute(
                        RequestPredicates.GET("/events"),
                        request -> Caller.of(request)
                                .flatMap(me -> events.stream(
                                        me,
                                        () -> credentials
                                                .member(request.exchange())
                                                .delayUntil(atTheDesk::listens))))
                .andRoute(
                        RequestPredicates.all(),
                        request -> Mono.error(new Problem(HttpStatus.NOT_FOUND, WORDS.say("route.missing"))));
        return RouterFunctions.nest(RequestPredicates.path("/api/desk"), routes.filter(atTheDesk::call));
    }

    @Bean
    Worker sessionSweeper(Sessions sessions, HalfSignIns halves, OidcVisits visits, Signals signals) {
        return new Worker(
                "session-sweeper",
                Duration.ofHours(1),
                () -> {
                    sessions.deleteExpired();
                    halves.deleteExpired();
                    visits.deleteExpired();
                },
                signals);
    }

    /** How somebody comes in, and what they do about their own account. */
    @Bean
    RouterFunction<ServerResponse> signInPages(
            SignInPages signIn,
            CodePages codes,
            LinkPages links,
            OidcPages oidc,
            AccountPages account,
            SecondFactorPages factors,
            SetUpPages setUp,
            AtTheDesk atTheDesk) {
        return signIn.routes()
                .and(codes.routes())
                .and(links.routes())
                .and(oidc.routes())
                .and(account.routes())
                .and(factors.routes())
                .and(setUp.routes())
                .filter(atTheDesk::page);
    }

    @Bean
    RouterFunction<ServerResponse> deskPages(
            ConversationPages conversations,
            ConversationActions actions,
            LaterPages later,
            SnoozeRoutes snooze,
            AskRoutes asks,
            PeopleRoutes people,
            FileRoutes files,
            DraftRoutes drafts,
            SearchRoutes search,
            WhyRoutes why,
            AttachmentRoutes attachments,
            DeadLetterPages letters,
            CannedReplyPages replies,
            ChannelPages channels,
            BlockPages blocks,
            DeviceRoutes device,
            StaffPages staff,
            PresenceRoutes presence,
            AtTheDesk atTheDesk,
            StaffMemberPages members,
            AuditRoutes audit,
            HoursPages hours,
            TargetPages targets,
            OverviewPages overview) {
        return conversations
                .routes()
                .and(actions.routes())
                .and(later.routes())
                .and(snooze.pages())
                .and(asks.pages())
                .and(people.pages())
                .and(files.pages())
                .and(drafts.pages())
                .and(search.pages())
                .and(why.pages())
                .and(attachments.pages())
                .and(letters.routes())
                .and(replies.routes())
                .and(channels.routes())
                .and(blocks.routes())
                .and(device.routes())
                .and(staff.routes())
                .and(presence.routes())
                .and(members.routes())
                .and(audit.pages())
                .and(hours.routes())
                .and(targets.routes())
                .and(overview.routes())
                .filter(atTheDesk::page);
    }
}
