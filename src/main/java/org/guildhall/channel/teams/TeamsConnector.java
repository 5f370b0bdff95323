package org.guildhall.channel.teams;

import java.util.function.Function;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Delivery;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Where activities go: to the service that a checked token named for a place, or to the one that is set, and to no other. */
final class TeamsConnector {

    private static final int ACCEPTED = 202;

    private final TeamsSetup.Services services;
    private final JsonCaller api;
    private final TeamsLogin login;

    TeamsConnector(TeamsSetup setup, JsonCaller api, TeamsLogin login) {
        this.services = setup.services();
        this.api = api;
        this.login = login;
    }

    /** Says something new there. */
    Mono<Delivery> post(TeamsPlace place, ObjectNode activity) {
        return to(place, path -> api.post(path, activity));
    }

    /**
     * Says it in place of something that stands there:
     * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#update-activity
     *
     * @param id Teams' own of that
     */
    Mono<Delivery> put(TeamsPlace place, String id, ObjectNode activity) {
        return to(place, path -> api.put(path + "/" + id, activity));
    }

    private Mono<Delivery> to(TeamsPlace place, Function<String, Mono<JsonCaller.Result>> call) {
        String service = services.instead().isEmpty() ? place.service() : services.instead();
        if (!place.callable() || services.instead().isEmpty() && !services.allow(service)) {
            return Mono.just(TeamsErrors.nowhere());
        }
        return login.ready()
                .flatMap(trouble -> trouble.map(Mono::just)
                        .orElseGet(() -> call.apply(place.activities(service)).map(result -> judged(place, result))));
    }

    private Delivery judged(TeamsPlace place, JsonCaller.Result result) {
        if (result instanceof JsonCaller.Result.Answered answered && answered.status() == TeamsErrors.UNAUTHORIZED) {
            login.forget();
        }
        if (accepted(result)) {
            return new Delivery.Sent(null);
        }
        Delivery delivery = Verdict.of(result, TeamsErrors::verdict, TeamsMessages::id);
        return delivery instanceof Delivery.Sent(String id) && id != null
                ? new Delivery.Sent(place.message(id))
                : delivery;
    }

    /**
     * Whether Teams has taken it and does not name it, as where words and their card become two messages: "the request to send
     * has been accepted"
     * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#http-status-codes).
     */
    private static boolean accepted(JsonCaller.Result result) {
        return result instanceof JsonCaller.Result.Answered answered
                && answered.status() == ACCEPTED
                && TeamsMessages.id(answered) == null;
    }
}
