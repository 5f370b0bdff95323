package org.guildhall.channel.line;

import java.net.URI;
import org.guildhall.channel.ApiUrl;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.StartRefused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** LINE's beans. No access token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.line.access-token")
class LineConfiguration {

    private static final String PREFIX = "guildhall.channels.line.";

    @Bean
    JsonCaller lineCaller(LineProperties properties) {
        return caller(properties, properties.apiUrl());
    }

    @Bean
    JsonCaller lineDataCaller(LineProperties properties) {
        return caller(properties, properties.dataUrl());
    }

    @Bean
    LineChannel lineChannel(
            LineProperties properties, JsonCaller lineCaller, JsonCaller lineDataCaller, SafeFetcher fetcher) {
        return channel(properties, lineCaller, lineDataCaller, fetcher);
    }

    static JsonCaller caller(LineProperties properties, URI at) {
        return new JsonCaller(
                LineChannel.NAME, at, () -> "Bearer " + properties.accessToken().value());
    }

    /**
     * The channel with these settings.
     *
     * @throws StartRefused when they cannot work
     */
    static LineChannel channel(LineProperties properties, JsonCaller api, JsonCaller data, SafeFetcher fetcher) {
        if (!properties.channelSecret().present()) {
            throw new StartRefused(
                    PREFIX + "channel-secret is missing, so nobody could tell LINE's calls from anybody else's.",
                    "Copy it from the channel's Basic settings in the LINE Developers Console.");
        }
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://api.line.me");
        checkDataUrl(properties.dataUrl());
        return new LineChannel(properties, api, new LineFiles(properties, data, fetcher));
    }

    /** The access token goes there. */
    private static void checkDataUrl(URI dataUrl) {
        boolean http = "http".equals(dataUrl.getScheme()) || "https".equals(dataUrl.getScheme());
        if (!http
                || dataUrl.getHost() == null
                || dataUrl.getQuery() != null
                || dataUrl.toString().endsWith("/")) {
            throw new StartRefused(
                    PREFIX
                            + "data-url must be an http or https address without a query and without a slash at the end.",
                    "Use for example https://api-data.line.me or http://localhost:8081.");
        }
    }
}
