package org.guildhall.desk;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** How far whoever sends a form has read the conversation that its page shows. */
final class SeenPlace {

    private static final Pattern SEQ = Pattern.compile("\\d{1,9}");

    private SeenPlace() {}

    /** What a form says of it; empty when it says nothing, or nothing that is a place. */
    static Optional<Integer> in(MultiValueMap<String, String> form) {
        return Optional.ofNullable(form.getFirst("seen"))
                .filter(seen -> SEQ.matcher(seen).matches())
                .map(Integer::valueOf);
    }

    /** What the form of a request says; empty when it has none. */
    static Mono<Optional<Integer>> of(ServerRequest request) {
        return HttpMethod.POST.equals(request.method())
                ? request.formData().map(SeenPlace::in)
                : Mono.just(Optional.empty());
    }
}
