package org.guildhall.platform;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The virus scanner that looks at what citizens send before staff may open it.
 *
 * @param clamav where ClamAV's clamd listens, for instance {@code localhost:3310}; empty means that there is none
 */
@ConfigurationProperties("guildhall")
public record ClamavProperties(@DefaultValue("") String clamav) {

    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([1-9]\\d{0,4})");
    private static final int LAST_PORT = 65_535;

    /** Refuses what is no host and port. */
    public ClamavProperties {
        clamav = clamav.strip();
        if (!clamav.isEmpty() && !isPlace(clamav)) {
            throw new IllegalArgumentException("guildhall.clamav: \"" + clamav
                    + "\" is not a host and a port. Write both, for instance localhost:3310");
        }
    }

    private static boolean isPlace(String text) {
        Matcher place = PLACE.matcher(text);
        return place.matches() && Integer.parseInt(place.group(2)) <= LAST_PORT;
    }

    /** Whether there is one. */
    public boolean present() {
        return !clamav.isEmpty();
    }

    /** Where it is, looked up at each call, as its name may lead elsewhere after a restart; it must be {@link #present}. */
    InetSocketAddress address() {
        Matcher place = PLACE.matcher(clamav);
        if (!place.matches()) {
            throw new IllegalStateException("There is no virus scanner");
        }
        String host = place.group(1).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, Integer.parseInt(place.group(2)));
    }
}
