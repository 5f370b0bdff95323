package org.guildhall.channel.viber;

import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.StartRefused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Viber's beans. No token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.viber.auth-token")
class ViberConfiguration {

    private static final String PREFIX = "guildhall.channels.viber.";
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    @Bean
    JsonCaller viberCaller(ViberProperties properties) {
        return caller(properties);
    }

    @Bean
    ViberChannel viberChannel(ViberProperties properties, JsonCaller viberCaller, SafeFetcher fetcher) {
        return channel(properties, viberCaller, fetcher);
    }

    /** Viber looks for the token in a header of its own, which goes with each message. */
    static JsonCaller caller(ViberProperties properties) {
        return new JsonCaller(ViberChannel.NAME, properties.apiUrl(), () -> "");
    }

    /**
     * The channel with these settings.
     *
     * @throws StartRefused when they cannot work
     */
    static ViberChannel channel(ViberProperties properties, JsonCaller api, SafeFetcher fetcher) {
        String sender = properties.sender();
        if (sender.isBlank() || sender.length() > ViberMessages.LONGEST_SENDER) {
            throw new StartRefused(
                    PREFIX + "sender is empty or longer than 28 characters, and Viber takes no message without one.",
                    "Set it to what citizens should read over each message, for example the council's name.");
        }
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://chatapi.viber.com");
        for (String host : properties.mediaHosts()) {
            if (!HOST.matcher(host).matches()) {
                throw new StartRefused(
                        PREFIX + "media-hosts must be names of hosts, without https:// and without a path.",
                        "List names in lower case such as dl-media.viber.com, or *.viber.com for all below one.");
            }
        }
        return new ViberChannel(properties, api, fetcher);
    }
}
