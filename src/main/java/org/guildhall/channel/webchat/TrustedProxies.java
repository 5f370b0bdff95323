package org.guildhall.channel.webchat;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose forwarded headers count.
 *
 * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}; none means that headers never count
 */
@ConfigurationProperties("guildhall")
record TrustedProxies(@DefaultValue({}) List<String> trustedProxies) {

    /** Refuses what is no address. */
    TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Block::of);
    }

    /** Whether it is one of them. */
    boolean trusts(InetAddress address) {
        return trustedProxies.stream().map(Block::of).anyMatch(block -> block.contains(address));
    }

    /** Addresses that begin with the same bits. */
    private record Block(InetAddress address, int bits) {

        static Block of(String written) {
            String[] parts = written.split("/", 2);
            try {
                InetAddress address = InetAddress.ofLiteral(parts[0].strip());
                int all = address.getAddress().length * Byte.SIZE;
                int bits = parts.length == 1 ? all : Integer.parseInt(parts[1].strip());
                if (bits >= 0 && bits <= all) {
                    return new Block(address, bits);
                }
            } catch (IllegalArgumentException nonsense) {
                // Said below, with what to write.
            }
            throw new IllegalArgumentException("guildhall.trusted-proxies: \"" + written
                    + "\" is neither an address nor a network such as 10.0.0.0/8");
        }

        boolean contains(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (7 - bit % Byte.SIZE);
                if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
