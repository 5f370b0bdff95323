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
            SearchRoutes search,
            WhyRoutes why,
            AttachmentRoutes attachments,
            DeadLetterApi letters,
            CannedReplyApi replies,
            StaffApi staff,
            ChannelApi channels,
            BlockApi blocks,
            EventApi events,
            ApiCredentials credentials) {
        RouterFunction<ServerResponse> routes = conversations
                .routes()
                .and(search.api())
                .and(why.api())
                .and(attachments.api())
                .and(letters.routes())
                .and(replies.routes())
                .and(staff.routes())
                .and(channels.routes())
                .and(blocks.routes())
                .andRoute(
                        RequestPredicates.GET("/events"),
                        request -> Caller.of(request)
                                .flatMap(me -> events.stream(me, () -> credentials.member(request.exchange()))))
                .andRoute(
                        RequestPredicates.all(),
                        request -> Mono.error(new Problem(HttpStatus.NOT_FOUND, WORDS.say("route.missing"))));
        return RouterFunctions.nest(RequestPredicates.path("/api/desk"), routes);
    }

    @Bean
    Worker sessionSweeper(Sessions sessions, Signals signals) {
        return new Worker("session-sweeper", Duration.ofHours(1), sessions::deleteExpired, signals);
    }

    @Bean
    RouterFunction<ServerResponse> deskPages(
            SignInPages signIn,
            ConversationPages conversations,
            ConversationActions actions,
            SearchRoutes search,
            WhyRoutes why,
            AttachmentRoutes attachments,
            DeadLetterPages letters,
            CannedReplyPages replies,
            ChannelPages channels,
            BlockPages blocks,
            DeviceRoutes device,
            StaffPages staff,
            OverviewPages overview) {
        return signIn.routes()
                .and(conversations.routes())
                .and(actions.routes())
                .and(search.pages())
                .and(why.pages())
                .and(attachments.pages())
                .and(letters.routes())
                .and(replies.routes())
                .and(channels.routes())
                .and(blocks.routes())
                .and(device.routes())
                .and(staff.routes())
                .and(overview.routes());
    }
}
