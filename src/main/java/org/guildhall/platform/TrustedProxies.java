package org.guildhall.platform;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose word counts about where a request came from. Everybody can write {@code X-Forwarded-For}; only what these proxies
 * say is believed.
 *
 * @param trustedProxies addresses such as {@code 10.0.0.7}, or networks such as {@code 172.16.0.0/12} and {@code
 *     fd00::/8}; none means that everybody comes from the address they connect from
 */
@ConfigurationProperties("guildhall")
public record TrustedProxies(@DefaultValue({}) List<String> trustedProxies) {

    /** Refuses what could be read as another network than was meant. */
    public TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Network::of);
    }

    /** Whether there are any. */
    boolean any() {
        return !trustedProxies.isEmpty();
    }

    /** The networks, ready to be compared with. */
    List<Network> networks() {
        return trustedProxies.stream().map(Network::of).toList();
    }

    /**
     * Who asked, as the proxies nearest to us tell it: each adds whom it heard at the end of the list, so what stands before
     * the first stranger from the right is only what somebody says.
     *
     * @param from who is connected to us
     * @param forwarded the values of {@code X-Forwarded-For}, in their order
     * @param proxies whose word counts
     * @return the last that is no proxy of ours; {@code from} when nobody is named or what is named is no address
     */
    static InetAddress asker(InetAddress from, List<String> forwarded, List<Network> proxies) {
        List<String> said = forwarded.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        InetAddress asker = from;
        for (int i = said.size() - 1; i >= 0 && trusted(asker, proxies); i--) {
            InetAddress before = literal(said.get(i));
            if (before == null) {
                return asker;
            }
            asker = before;
        }
        return asker;
    }

    private static boolean trusted(InetAddress address, List<Network> proxies) {
        return proxies.stream().anyMatch(proxy -> proxy.holds(address));
    }

    /** An address, with or without a port; never a name, which somebody would have to be asked about. */
    private static @Nullable InetAddress literal(String said) {
        String address = said;
        if (said.startsWith("[")) {
            int end = said.indexOf(']');
            address = end < 0 ? said : said.substring(1, end);
        } else if (said.indexOf(':') == said.lastIndexOf(':') && said.indexOf(':') > 0) {
            address = said.substring(0, said.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /**
     * Addresses that begin alike.
     *
     * @param address any of them
     * @param bits how many are alike
     */
    record Network(InetAddress address, int bits) {

        /**
         * Reads one from the configuration.
         *
         * @throws IllegalArgumentException naming the property, when it is none
         */
        static Network of(String written) {
            int slash = written.indexOf('/');
            try {
                InetAddress address = InetAddress.ofLiteral(slash < 0 ? written : written.substring(0, slash));
                int most = address.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? most : Integer.parseInt(written.substring(slash + 1));
                if (bits < 1 || bits > most) {
                    throw new IllegalArgumentException("a network's size is from 1 to " + most);
                }
                return new Network(address, bits);
            } catch (IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(
                        "guildhall.trusted-proxies: \"" + written + "\" is no address and no network. Write for instance"
                                + " 10.0.0.7, 172.16.0.0/12 or fd00::/8",
                        unreadable);
            }
        }

        boolean holds(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(ours, 0, whole, theirs, 0, whole)
                    && (rest == 0 || (ours[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0);
        }
    }
}
