package org.guildhall.channel.line;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Media;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import reactor.core.publisher.Mono;

/**
 * Files that people sent, which LINE keeps for a while under the message's id and gives to who has the token
 * (https://developers.line.biz/en/reference/messaging-api/#get-content). The token goes to that one host.
 *
 * @param data asks there whether a film is ready
 */
record LineFiles(LineProperties properties, JsonCaller data, SafeFetcher fetcher) {

    /** People may send more; of what is meant for a council nothing is as large. */
    private static final int MOST = 25 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    /** Fetches one; a {@link FetchFailed} error when it cannot be had. */
    Mono<Media> fetch(Handle media) {
        if (!ID.matcher(media.id()).matches()) {
            return Mono.error(new FetchFailed(Why.GONE, LineChannel.NAME));
        }
        String path = "/v2/bot/message/" + media.id() + "/content";
        URI host = properties.dataUrl();
        Fetch fetch = new Fetch(
                URI.create(host + path),
                Set.of(host.getHost()),
                Set.of(host),
                Map.of("Authorization", "Bearer " + properties.accessToken().value()),
                MOST,
                PATIENCE);
        return fetcher.fetch(fetch).map(Media::new).onErrorResume(FetchFailed.class, failed -> later(path, failed));
    }

    /** A film that is not ready yet is answered as one that is not there. */
    private Mono<Media> later(String path, FetchFailed failed) {
        if (failed.why() != Why.GONE) {
            return Mono.error(failed);
        }
        return data.get(path + "/transcoding")
                .flatMap(result ->
                        Mono.error(processing(result) ? new FetchFailed(Why.UNREACHABLE, LineChannel.NAME) : failed));
    }

    private static boolean processing(JsonCaller.Result result) {
        return result instanceof JsonCaller.Result.Answered answered
                && answered.successful()
                && LineJson.text(answered.body(), "status").equals("processing");
    }
}
